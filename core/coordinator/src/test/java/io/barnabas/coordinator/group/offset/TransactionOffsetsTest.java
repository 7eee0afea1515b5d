package io.barnabas.coordinator.group.offset;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.coordinator.runtime.CoordinatorRecord;
import io.barnabas.coordinator.runtime.RecordOrigin;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.coordinator.GroupMetadataKey;
import io.barnabas.protocol.coordinator.OffsetCommitKey;
import io.barnabas.protocol.coordinator.OffsetCommitValue;
import io.barnabas.protocol.message.OffsetFetchRequest.OffsetFetchRequestGroup;
import io.barnabas.protocol.message.OffsetFetchRequest.OffsetFetchRequestTopics;
import io.barnabas.protocol.message.OffsetFetchResponse.OffsetFetchResponsePartitions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Offsets in a log that a broker with transactions wrote. */
class TransactionOffsetsTest {
  private static final long NO_PRODUCER = -1;
  private static final long PRODUCER = 15;

  private final OffsetsOnStage stage = new OffsetsOnStage();

  @BeforeEach
  void topics() {
    stage.catalog().add("orders", 2);
  }

  private void replay(long producerId, int partition, long offset) {
    OffsetCommitKey key = new OffsetCommitKey().group("g").topic("orders").partition(partition);
    OffsetCommitValue value = new OffsetCommitValue().offset(offset).commitTimestamp(stage.nowMs());
    stage.machine().replay(CoordinatorRecord.of(key, value), new RecordOrigin(0, 0, producerId));
  }

  private void end(boolean committed) {
    stage.machine().replayTransactionEnd(PRODUCER, (short) 0, committed);
  }

  private long offset(int partition) {
    return fetch(false, 9, partition).committedOffset();
  }

  private OffsetFetchResponsePartitions fetch(boolean requireStable, int version, int partition) {
    OffsetFetchRequestGroup request =
        new OffsetFetchRequestGroup()
            .groupId("g")
            .topics(
                List.of(
                    new OffsetFetchRequestTopics()
                        .name(version >= 10 ? "" : "orders")
                        .topicId(stage.catalog().idOf("orders"))
                        .partitionIndexes(List.of(partition))));
    return stage
        .await(it -> it.offsets().fetch(request, requireStable, (short) version))
        .topics()
        .getFirst()
        .partitions()
        .getFirst();
  }

  @Test
  void anOffsetCountsWhenItsTransactionIsCommitted() {
    replay(PRODUCER, 0, 7);
    assertThat(offset(0)).isEqualTo(-1);

    end(true);
    assertThat(offset(0)).isEqualTo(7);
  }

  @Test
  void anOffsetOfAnAbortedTransactionNeverCounts() {
    replay(NO_PRODUCER, 0, 3);
    replay(PRODUCER, 0, 7);

    end(false);
    end(true);

    assertThat(offset(0)).isEqualTo(3);
  }

  @Test
  void aLaterCommitOutsideTheTransactionStays() {
    replay(PRODUCER, 0, 7);
    replay(PRODUCER, 1, 7);
    replay(NO_PRODUCER, 0, 9);

    end(true);

    assertThat(offset(0)).isEqualTo(9);
    assertThat(offset(1)).isEqualTo(7);
  }

  @Test
  void anOffsetThatIsAboutToChangeIsNotTold() {
    replay(NO_PRODUCER, 0, 3);
    replay(NO_PRODUCER, 1, 3);
    replay(PRODUCER, 0, 7);

    for (int version : List.of(9, 10)) {
      OffsetFetchResponsePartitions unstable = fetch(true, version, 0);
      assertThat(unstable.errorCode()).isEqualTo(ErrorCode.UNSTABLE_OFFSET_COMMIT.code());
      assertThat(unstable.committedOffset()).isEqualTo(-1);
      assertThat(fetch(true, version, 1).committedOffset()).isEqualTo(3);
      assertThat(fetch(false, version, 0).committedOffset()).isEqualTo(3);
    }
    end(true);
    assertThat(fetch(true, 10, 0).committedOffset()).isEqualTo(7);
  }

  @Test
  void anOffsetThatIsAboutToChangeDoesNotExpire() {
    stage.machine().groups().put(FakeGroup.empty("g", 0));
    replay(NO_PRODUCER, 0, 3);
    replay(NO_PRODUCER, 1, 3);
    replay(PRODUCER, 0, 7);

    stage.pass(OffsetsOnStage.RETENTION_MS);
    assertThat(offset(0)).isEqualTo(3);
    assertThat(offset(1)).isEqualTo(-1);

    end(false);
    stage.pass(OffsetsOnStage.CHECK_INTERVAL_MS);
    assertThat(stage.machine().offsets().hasOffsets("g")).isFalse();
    assertThat(stage.records().getLast().key()).isEqualTo(new GroupMetadataKey().group("g"));
  }

  @Test
  void aDeletedGroupDoesNotComeBackWithATransaction() {
    replay(NO_PRODUCER, 0, 3);
    replay(PRODUCER, 1, 7);

    boolean complete = stage.await(it -> it.administration().delete("g"));
    assertThat(complete).isTrue();
    end(true);

    assertThat(stage.fetchAll("g")).isEmpty();
  }
}
