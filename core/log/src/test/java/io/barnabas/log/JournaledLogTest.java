package io.barnabas.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.environment.Shard;
import io.barnabas.environment.Volume;
import io.barnabas.environment.simulated.FaultPlan;
import io.barnabas.environment.simulated.FaultPlan.Fault;
import io.barnabas.environment.simulated.FaultPlan.Kind;
import io.barnabas.environment.simulated.SimulatedProcess;
import io.barnabas.environment.simulated.SimulatedVolume;
import io.barnabas.environment.simulated.SimulatedWorld;
import io.barnabas.log.journal.Journal;
import io.barnabas.log.journal.JournalTerms;
import io.barnabas.log.journal.RecoveredAppend;
import io.barnabas.protocol.primitive.Uuid;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class JournaledLogTest {
  private static final Path DATA = Path.of("/data");
  private static final JournalTerms TERMS = new JournalTerms(64 << 10, 3);
  private static final long LIMIT_NS = 60_000_000_000L;
  private static final LogIdentity IDENTITY = identity("topic");
  private static final LogIdentity OTHER = identity("other");

  private final SimulatedWorld world = new SimulatedWorld(11);
  private final SimulatedVolume volume = world.newVolume(DATA);
  private SimulatedProcess process = world.start(volume, 1);
  private Journal journal = open();

  /**
   * The flush does not cover what comes to the journal while it ends, even if that is in a file all
   * of whose other entries it covers.
   */
  @Test
  void aFileIsNotGivenUpWhileAnEntryIsOnItsWayToIt() {
    ShardJournal owner = ShardJournal.of(shard(), journal, new TailMemory(1 << 20));
    JournaledLog log = register(owner, IDENTITY);
    JournaledLog other = register(owner, OTHER);
    note(log, await(append(log, 0, 10)), 1);
    CompletionStage<Long> onItsWay = append(log, 1, 10);
    log.onFlushed(1);
    note(log, await(onItsWay), 2);
    for (int i = 0; i < 40; i++) {
      note(other, await(append(other, i, 20_000)), i + 1);
      other.onFlushed(i + 1);
    }
    crash();
    List<RecoveredAppend> recovered = journal.recovered(ShardJournal.key(IDENTITY)).appends();
    assertThat(recovered).last().extracting(append -> append.span().nextOffset()).isEqualTo(2L);
  }

  /** Its log knows of no file that has it, and no later append or flush of that log may come. */
  @Test
  void noFileIsKeptForAnAppendThatFailed() throws IOException {
    ShardJournal owner = ShardJournal.of(shard(), journal, new TailMemory(1 << 20));
    JournaledLog log = register(owner, IDENTITY);
    JournaledLog other = register(owner, OTHER);
    note(other, await(append(other, 0, 10)), 1);
    volume.setFaults(operation -> operation.kind() == Kind.WRITE ? Fault.FAIL : Fault.NONE);
    CompletableFuture<Long> failed = append(log, 0, 10).toCompletableFuture();
    assertThat(world.runUntil(failed::isDone, LIMIT_NS)).isTrue();
    assertThat(failed).isCompletedExceptionally();
    volume.setFaults(FaultPlan.NONE);
    other.onFlushed(1);
    await(journal.close(shard()));
    assertThat(volume.list(DATA)).isEmpty();
  }

  /** They come to the journal at once, and fail together. */
  @Test
  void whatIsNotNeededIsReleasedThoughTheAppendOfAnotherLogFails() throws IOException {
    ShardJournal owner = ShardJournal.of(shard(), journal, new TailMemory(1 << 20));
    JournaledLog log = register(owner, IDENTITY);
    JournaledLog other = register(owner, OTHER);
    note(log, await(append(log, 0, 10)), 1);
    note(other, await(append(other, 0, 10)), 1);
    volume.setFaults(operation -> operation.kind() == Kind.WRITE ? Fault.FAIL : Fault.NONE);
    CompletableFuture<Long> failed = append(other, 1, 10).toCompletableFuture();
    log.onFlushed(1);
    assertThat(world.runUntil(failed::isDone, LIMIT_NS)).isTrue();
    assertThat(failed).isCompletedExceptionally();
    volume.setFaults(FaultPlan.NONE);
    other.onFlushed(1);
    await(journal.close(shard()));
    assertThat(volume.list(DATA)).isEmpty();
  }

  /** Of the log the journal has no append any more that would have to be added, but still a cut. */
  @Test
  void noFileIsKeptForALogOfWhichAllThatIsFoundWasCutOff() throws IOException {
    PartitionLog log = open(journal);
    await(log.append(LogFixture.batch("cut off"), 0, AppendOrigin.CLIENT));
    await(log.truncateTo(0));
    crash();
    PartitionLog opened = open(journal);
    assertThat(opened.logEndOffset()).isZero();
    await(opened.close());
    await(journal.close(shard()));
    assertThat(volume.list(DATA)).extracting(Volume.Entry::name).containsExactly("topic-0");
  }

  /** No record is missing in its segments, and yet the journal keeps the cut. */
  @Test
  void aLogThatWasCutWhereItWasFlushedHoldsUpNobody() {
    ShardJournal owner = ShardJournal.of(shard(), journal, new TailMemory(1 << 20));
    List<String> flushed = new ArrayList<>();
    JournaledLog cut = register(owner, IDENTITY, () -> flushed.add("cut"));
    note(cut, await(append(cut, 0, 10)), 1);
    cut.onFlushed(1);
    await(cut.cut(1));
    JournaledLog other = register(owner, OTHER, () -> flushed.add("other"));
    for (int offset = 0; offset < 100 && flushed.size() < 2; offset++) {
      note(other, await(append(other, offset, 3_000)), offset + 1);
      world.runFor(10_000_000);
    }
    assertThat(flushed).startsWith("cut", "other");
  }

  private PartitionLog open(Journal used) {
    LogConfig config =
        LogFixture.CONFIG.withFlush(new LogConfig.Flush(Long.MAX_VALUE, Long.MAX_VALUE, true));
    ShardJournal owner = ShardJournal.of(shard(), used, new TailMemory(1 << 20));
    LogListener deaf = new LogListener() {};
    return await(PartitionLog.open(shard(), IDENTITY, config, StartPoint.UNKNOWN, deaf, owner));
  }

  private static void note(JournaledLog log, long sequence, long endOffset) {
    log.note(sequence, endOffset);
  }

  private CompletionStage<Long> append(JournaledLog log, long offset, int sizeBytes) {
    return log.append(0, offset, offset + 1, List.of(ByteBuffer.allocate(sizeBytes)));
  }

  private static JournaledLog register(ShardJournal owner, LogIdentity identity) {
    return register(owner, identity, () -> {});
  }

  private static JournaledLog register(ShardJournal owner, LogIdentity identity, Runnable onFlush) {
    Supplier<CompletionStage<Void>> flush =
        () -> {
          onFlush.run();
          return CompletableFuture.completedFuture(null);
        };
    return owner.register(identity, flush, () -> 0L);
  }

  private static LogIdentity identity(String topic) {
    return new LogIdentity(
        DATA.resolve(topic + "-0"), new TopicPartition(topic, 0), new Uuid(7, topic.length()));
  }

  private Shard shard() {
    return process.shards().getFirst();
  }

  private Journal open() {
    return await(Journal.open(shard(), DATA, TERMS));
  }

  private void crash() {
    process.crash();
    process = world.start(volume, 1);
    journal = open();
  }

  private <T> T await(CompletionStage<T> stage) {
    CompletableFuture<T> future = stage.toCompletableFuture();
    assertThat(world.runUntil(future::isDone, LIMIT_NS)).isTrue();
    return future.join();
  }
}
