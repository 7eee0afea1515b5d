package io.barnabas.benchmarks.jmh;

import io.barnabas.benchmarks.wire.Batch;
import io.barnabas.log.AppendOrigin;
import io.barnabas.log.AppendResult;
import io.barnabas.log.LogConfig;
import io.barnabas.log.LogIdentity;
import io.barnabas.log.LogListener;
import io.barnabas.log.PartitionLog;
import io.barnabas.log.StartPoint;
import io.barnabas.log.TimestampedOffset;
import io.barnabas.log.TopicPartition;
import io.barnabas.protocol.primitive.Uuid;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Appending to one partition's log and looking up in it, on the files of this machine. Short
 * iterations, each on a new log, so that the page cache takes all that is written.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 10, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 10, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
public class LogBenchmark {
  private static final int BATCHES_TO_LOOK_UP = 20_000;
  private static final int READ_BYTES = 1 << 20;

  /** Records of 100 bytes in a batch. */
  @Param({"1", "160"})
  public int records;

  private final CallerShard shard = new CallerShard();
  private final SplittableRandom random = new SplittableRandom(1);
  private ByteBuffer batch;
  private Path folder;
  private PartitionLog log;
  private long endOffset;

  /** Opens a new log and puts into it what the lookups look for. */
  @Setup(Level.Iteration)
  public void fill() throws IOException {
    byte[] bytes = Batch.of(records, 100, System.currentTimeMillis()).bytes();
    batch = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    folder = Files.createTempDirectory("log");
    LogIdentity identity =
        new LogIdentity(folder.resolve("topic-0"), new TopicPartition("topic", 0), new Uuid(1, 2));
    log =
        shard.await(
            PartitionLog.open(
                shard, identity, LogConfig.DEFAULT, StartPoint.UNKNOWN, new LogListener() {}));
    for (int i = 0; i < BATCHES_TO_LOOK_UP; i++) {
      append();
    }
    log.advanceHighWatermark(log.writtenOffset());
    endOffset = log.highWatermark();
  }

  /** Removes the log. */
  @TearDown(Level.Iteration)
  public void remove() throws IOException {
    shard.await(log.close());
    try (Stream<Path> paths = Files.walk(folder)) {
      paths.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    }
  }

  /** One produced batch: checked, stamped, indexed and written to the page cache. */
  @Benchmark
  public AppendResult append() {
    batch.putLong(0, 0);
    return shard.await(log.append(batch, 0, AppendOrigin.CLIENT));
  }

  /** Where a consumer's offset lies: index and scan, without reading the records. */
  @Benchmark
  public int lookUpOffset() throws IOException {
    long offset = random.nextLong(endOffset);
    try (var found = shard.await(log.read(offset, READ_BYTES, endOffset, true))) {
      return found.sizeBytes();
    }
  }

  /** The first record from a time on. */
  @Benchmark
  public Optional<TimestampedOffset> lookUpTimestamp() {
    return shard.await(log.offsetForTimestamp(1));
  }
}
