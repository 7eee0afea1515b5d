package io.barnabas.log;

import io.barnabas.environment.Outbound;
import io.barnabas.environment.Shard;
import io.barnabas.environment.simulated.SimulatedProcess;
import io.barnabas.environment.simulated.SimulatedVolume;
import io.barnabas.environment.simulated.SimulatedWorld;
import io.barnabas.log.journal.Journal;
import io.barnabas.log.journal.JournalTerms;
import io.barnabas.protocol.primitive.Uuid;
import io.barnabas.record.CompressionType;
import io.barnabas.record.RecordBatch;
import io.barnabas.record.RecordBatchBuilder;
import io.barnabas.record.RecordBatches;
import io.barnabas.record.TimestampType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** A log in a simulated machine, and batches to put into it. */
final class LogFixture {
  static final Path DATA = Path.of("/data");
  static final LogIdentity IDENTITY =
      new LogIdentity(DATA.resolve("topic-0"), new TopicPartition("topic", 0), new Uuid(7, 9));
  static final LogConfig CONFIG =
      LogConfig.DEFAULT.withMessages(
          new LogConfig.Messages(
              1 << 20, TimestampType.CREATE_TIME, Long.MAX_VALUE, Long.MAX_VALUE, null));
  private static final long PATIENCE_NS = 60_000_000_000L;

  final SimulatedWorld world;
  final SimulatedVolume volume;
  final boolean journaled;
  private final JournalTerms terms;
  private final long tailBytes;
  SimulatedProcess process;
  private SimulatedProcess journalOwner;
  private ShardJournal journal;

  LogFixture(long seed) {
    this(seed, false);
  }

  /**
   * @param journaled whether logs are opened with {@code log.durability=journal}
   */
  LogFixture(long seed, boolean journaled) {
    this(seed, journaled, new JournalTerms(64 << 10, 4), 256 << 10);
  }

  /**
   * @param tailBytes memory for the log's end
   */
  LogFixture(long seed, boolean journaled, JournalTerms terms, long tailBytes) {
    this.journaled = journaled;
    this.terms = terms;
    this.tailBytes = tailBytes;
    world = new SimulatedWorld(seed);
    volume = world.newVolume(DATA);
    process = world.start(volume, 1);
  }

  /** Segments of so many bytes, with an index entry for nearly every batch. */
  static LogConfig segmentsOf(int bytes) {
    return CONFIG.withSegments(new LogConfig.Segments(bytes, Long.MAX_VALUE, 0, 100, 10 << 20));
  }

  Shard shard() {
    return process.shards().getFirst();
  }

  PartitionLog open(LogConfig config, StartPoint start) {
    return open(config, start, new LogListener() {});
  }

  PartitionLog open(LogConfig config, StartPoint start, LogListener listener) {
    return await(opening(config, start, listener));
  }

  private CompletionStage<PartitionLog> opening(
      LogConfig config, StartPoint start, LogListener listener) {
    if (!journaled) {
      return PartitionLog.open(shard(), IDENTITY, config, start, listener);
    }
    LogConfig.Flush flush = config.flush();
    LogConfig changed = config.withFlush(new LogConfig.Flush(flush.messages(), flush.ms(), true));
    return PartitionLog.open(shard(), IDENTITY, changed, start, listener, journal());
  }

  /** Stops the machine, and once more while the log is being recovered. */
  PartitionLog crashTwice(PartitionLog log, long recoveringNs) {
    process.crash();
    process = world.start(volume, 1);
    StartPoint start = new StartPoint(log.logStartOffset(), log.recoveryPoint(), false);
    CompletionStage<PartitionLog> _ = opening(log.config(), start, new LogListener() {});
    world.runFor(recoveringNs);
    return crash(log);
  }

  private ShardJournal journal() {
    if (journalOwner != process) {
      journalOwner = process;
      Journal opened = await(Journal.open(shard(), DATA, terms));
      journal = ShardJournal.of(shard(), opened, new TailMemory(tailBytes));
    }
    return journal;
  }

  /** Closes in order and opens again. */
  PartitionLog restart(PartitionLog log) {
    await(log.close());
    process.kill();
    process = world.start(volume, 1);
    return open(log.config(), new StartPoint(log.logStartOffset(), log.recoveryPoint(), true));
  }

  /** Stops the machine and opens what is left. */
  PartitionLog crash(PartitionLog log) {
    process.crash();
    process = world.start(volume, 1);
    return open(log.config(), new StartPoint(log.logStartOffset(), log.recoveryPoint(), false));
  }

  /** Lets time pass until the stage completes; what it fails with comes through. */
  <T> T await(CompletionStage<T> stage) {
    CompletableFuture<T> future = stage.toCompletableFuture();
    if (!world.runUntil(future::isDone, PATIENCE_NS)) {
      throw new AssertionError("nothing came");
    }
    try {
      return future.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  AppendResult append(PartitionLog log, ByteBuffer batch) {
    AppendResult result = await(log.append(batch, 0, AppendOrigin.CLIENT));
    log.advanceHighWatermark(log.writtenOffset());
    return result;
  }

  /** What a consumer gets from an offset on. */
  List<RecordBatch> read(PartitionLog log, long offset, int maxBytes) {
    return batches(await(log.readBytes(offset, maxBytes, log.highWatermark(), true)));
  }

  /** The values of all records from the log's start, read in pieces as a consumer does. */
  List<String> readAll(PartitionLog log) {
    List<String> values = new ArrayList<>();
    long offset = log.logStartOffset();
    while (offset < log.highWatermark()) {
      List<RecordBatch> batches = read(log, offset, 1000);
      if (batches.isEmpty()) {
        throw new AssertionError("nothing at offset " + offset);
      }
      for (RecordBatch batch : batches) {
        values.addAll(values(batch));
        offset = batch.nextOffset();
      }
    }
    return values;
  }

  static List<RecordBatch> batches(ByteBuffer bytes) {
    List<RecordBatch> batches = new ArrayList<>();
    RecordBatches.withPartialTail(bytes).forEach(batches::add);
    return batches;
  }

  static List<String> values(RecordBatch batch) {
    List<String> values = new ArrayList<>();
    batch
        .records(1 << 20)
        .forEach(r -> values.add(StandardCharsets.UTF_8.decode(r.value()).toString()));
    return values;
  }

  static ByteBuffer batch(String... values) {
    return batch(builder(), 1000, values);
  }

  static ByteBuffer batchAt(long timestampMs, String... values) {
    return batch(builder(), timestampMs, values);
  }

  static ByteBuffer produced(long producerId, int epoch, int sequence, String... values) {
    return batch(builder().producer(producerId, (short) epoch, sequence), 1000, values);
  }

  static RecordBatchBuilder builder() {
    return new RecordBatchBuilder(CompressionType.NONE, 0);
  }

  private static ByteBuffer batch(RecordBatchBuilder builder, long timestampMs, String... values) {
    for (String value : values) {
      builder.add(timestampMs, null, StandardCharsets.UTF_8.encode(value));
    }
    return builder.build();
  }

  static boolean isZeroCopy(ReadResult result) {
    return result.data() instanceof Outbound.FileBytes;
  }
}
