package io.barnabas.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnabas.environment.simulated.SimulatedProcess;
import io.barnabas.environment.simulated.SimulatedWorld;
import io.barnabas.log.LogConfig;
import io.barnabas.log.LogIdentity;
import io.barnabas.log.LogListener;
import io.barnabas.log.StartPoint;
import io.barnabas.log.TopicPartition;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.primitive.Uuid;
import io.barnabas.record.RecordBatchBuilder;
import io.barnabas.replication.fetch.FetchKey;
import io.barnabas.replication.fetch.FetchPartition;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class PartitionLeaderTest {
  private static final Path DATA = Path.of("/data");
  private static final int EPOCH = 5;

  private final SimulatedWorld world = new SimulatedWorld(1);
  private final SimulatedProcess process = world.start(world.newVolume(DATA), 1);
  private final PartitionLeader leader = open(1);

  private PartitionLeader open(int minInsyncReplicas) {
    LogIdentity identity =
        new LogIdentity(DATA.resolve("t-0"), new TopicPartition("t", 0), new Uuid(1, 2));
    LeaderTerms terms = new LeaderTerms(EPOCH, minInsyncReplicas, LogConfig.DEFAULT);
    return await(
        PartitionLeader.open(
            process.shards().getFirst(),
            identity,
            StartPoint.UNKNOWN,
            terms,
            new LogListener() {},
            null));
  }

  private <T> T await(CompletionStage<T> stage) {
    CompletableFuture<T> future = stage.toCompletableFuture();
    world.runUntil(future::isDone, 60_000_000_000L);
    assertThat(future).as("completed in time").isDone();
    return future.join();
  }

  private static ByteBuffer batch() {
    return new RecordBatchBuilder()
        .add(1_000, ByteBuffer.wrap(new byte[] {1}), ByteBuffer.wrap(new byte[] {2}))
        .build();
  }

  private static FetchPartition from(long offset, int currentEpoch, int lastFetchedEpoch) {
    FetchKey key = new FetchKey(Uuid.ZERO, "t", 0);
    return new FetchPartition(key, currentEpoch, offset, lastFetchedEpoch, -1, 1 << 20);
  }

  private LeaderRead read(FetchPartition wanted) {
    return await(leader.read(wanted, Reading.IN_MEMORY));
  }

  private static void assertRefused(CompletionStage<?> stage, ErrorCode error) {
    assertThatThrownBy(() -> stage.toCompletableFuture().join())
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOfSatisfying(
            RefusedException.class, refused -> assertThat(refused.error()).isEqualTo(error));
  }

  @Test
  void what_is_appended_is_committed_and_can_be_read() {
    await(leader.append(batch(), RequiredAcks.ALL));

    assertThat(leader.log().highWatermark()).isEqualTo(1);
    LeaderRead read = read(from(0, -1, -1));
    assertThat(read.highWatermark()).isEqualTo(1);
    assertThat(read.data().isEmpty()).isFalse();
  }

  @Test
  void a_reader_with_another_epoch_is_refused() {
    assertRefused(
        leader.read(from(0, EPOCH - 1, -1), Reading.AS_STORED), ErrorCode.FENCED_LEADER_EPOCH);
    assertRefused(
        leader.read(from(0, EPOCH + 1, -1), Reading.AS_STORED), ErrorCode.UNKNOWN_LEADER_EPOCH);
    assertRefused(leader.endOfEpoch(EPOCH, EPOCH - 1), ErrorCode.FENCED_LEADER_EPOCH);
    assertRefused(leader.inEpoch(EPOCH + 1), ErrorCode.UNKNOWN_LEADER_EPOCH);
  }

  @Test
  void a_reader_whose_log_parted_is_told_where() {
    await(leader.append(batch(), RequiredAcks.LEADER));

    LeaderRead read = read(from(3, EPOCH, EPOCH));

    assertThat(read.data().isEmpty()).isTrue();
    assertThat(read.diverging()).isNotNull();
    assertThat(read.diverging().epoch()).isEqualTo(EPOCH);
    assertThat(read.diverging().endOffset()).isEqualTo(1);
  }

  @Test
  void the_current_epoch_ends_at_the_end_of_the_log_and_a_later_one_is_unknown() {
    await(leader.append(batch(), RequiredAcks.LEADER));

    assertThat(await(leader.endOfEpoch(EPOCH, -1)).endOffset()).isEqualTo(1);
    assertThat(await(leader.endOfEpoch(EPOCH + 3, -1)).endOffset()).isEqualTo(-1);
  }

  @Test
  void a_wait_ends_with_the_next_append_and_at_once_when_there_is_more_already() {
    long mark = read(from(0, -1, -1)).mark();
    CompletableFuture<Long> wait =
        leader.whenReadable(new WaitTicket(), mark).toCompletableFuture();
    world.runFor(1_000_000_000L);
    assertThat(wait).isNotDone();

    await(leader.append(batch(), RequiredAcks.LEADER));

    assertThat(wait).isDone();
    assertThat(wait.join()).isGreaterThan(mark);
    assertThat(leader.whenReadable(new WaitTicket(), mark).toCompletableFuture()).isDone();
  }

  @Test
  void a_wait_that_was_taken_back_never_ends_and_a_released_one_fails() {
    WaitTicket forgotten = new WaitTicket();
    CompletableFuture<Long> wait = leader.whenReadable(forgotten, 0).toCompletableFuture();
    CompletableFuture<Long> other = leader.whenReadable(new WaitTicket(), 0).toCompletableFuture();

    leader.forget(forgotten);
    leader.release(new RefusedException(ErrorCode.NOT_LEADER_OR_FOLLOWER, "gone"));

    assertThat(wait).isNotDone();
    assertRefused(other, ErrorCode.NOT_LEADER_OR_FOLLOWER);
  }

  @Test
  void acks_all_needs_as_many_replicas_as_the_topic_asks_for() {
    leader.configure(new LeaderTerms(EPOCH, 2, LogConfig.DEFAULT));

    assertRefused(leader.append(batch(), RequiredAcks.ALL), ErrorCode.NOT_ENOUGH_REPLICAS);
    assertThat(await(leader.append(batch(), RequiredAcks.LEADER)).baseOffset()).isZero();
  }
}
