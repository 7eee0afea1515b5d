package io.barnabas.benchmarks.jmh;

import io.barnabas.benchmarks.wire.Batch;
import io.barnabas.record.BatchChecker;
import io.barnabas.record.RecordBatch;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.MutableRecordBatch;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a leader checks of a produced batch: header and checksum, without decoding records. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class BatchCheckBenchmark {
  private static final int MAX_BATCH_BYTES = 1 << 20;

  /** Records of 100 bytes in the batch. */
  @Param({"1", "160"})
  public int records;

  /** Whether the batch lies outside the heap, as one does that the network has just read. */
  @Param({"true", "false"})
  public boolean direct;

  private ByteBuffer batch;

  /** Builds the batch. */
  @Setup
  public void build() {
    byte[] bytes = Batch.of(records, 100, 0).bytes();
    batch = direct ? ByteBuffer.allocateDirect(bytes.length) : ByteBuffer.allocate(bytes.length);
    batch.put(bytes).flip();
  }

  /** All checks of the header, and the checksum. */
  @Benchmark
  public RecordBatch check() {
    return BatchChecker.checkProduced(batch, MAX_BATCH_BYTES);
  }

  /** What kafka-clients checks of it: size and checksum. */
  @Benchmark
  public MutableRecordBatch checkOfficial() {
    MutableRecordBatch first = MemoryRecords.readableRecords(batch).batches().iterator().next();
    first.ensureValid();
    return first;
  }
}
