package io.barnabas.coordinator.group.offset;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.coordinator.CoordinatorException;
import io.barnabas.coordinator.group.GroupCoordinator;
import io.barnabas.coordinator.group.OffsetCommitter;
import io.barnabas.coordinator.runtime.CoordinatorRecord;
import io.barnabas.coordinator.runtime.RecordOrigin;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.coordinator.LegacyOffsetCommitKey;
import io.barnabas.protocol.coordinator.LegacyOffsetCommitValue;
import io.barnabas.protocol.coordinator.OffsetCommitKey;
import io.barnabas.protocol.message.ListGroupsRequest;
import io.barnabas.protocol.message.OffsetDeleteRequest;
import io.barnabas.protocol.message.OffsetFetchRequest.OffsetFetchRequestGroup;
import io.barnabas.protocol.message.OffsetFetchResponse.OffsetFetchResponsePartitions;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OffsetsTest {
  private static final RecordOrigin OUTSIDE_TRANSACTIONS = new RecordOrigin(0, 0, -1);

  private final OffsetsOnStage stage = new OffsetsOnStage();

  @BeforeEach
  void topics() {
    stage.catalog().add("orders", 100);
  }

  private GroupCoordinator machine() {
    return stage.machine();
  }

  private static AbstractThrowableAssert<?, ?> assertRefused(Runnable question, ErrorCode error) {
    return Assertions.assertThatThrownBy(question::run)
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOfSatisfying(
            CoordinatorException.class, refused -> assertThat(refused.error()).isEqualTo(error));
  }

  @Test
  void aMembersCommitShowsThatItLives() {
    FakeGroup group = FakeGroup.stable("g", Set.of("orders"));
    machine().groups().put(group);

    assertThat(stage.commit("g", "m", 3, 0, 1)).containsExactly(ErrorCode.NONE);

    assertThat(group.commits())
        .containsExactly(new OffsetCommitter("m", null, 3, false, (short) 9));
  }

  @Test
  void aRefusedCommitShowsNothingAndWritesNothing() {
    FakeGroup group = FakeGroup.stable("g", Set.of()).refusing(ErrorCode.ILLEGAL_GENERATION);
    machine().groups().put(group);

    assertThat(stage.commit("g", "m", 3, 0, 2))
        .containsExactly(ErrorCode.ILLEGAL_GENERATION, ErrorCode.ILLEGAL_GENERATION);

    assertThat(group.commits()).isEmpty();
    assertThat(stage.records()).isEmpty();
  }

  @Test
  void aCommitIsRefusedWholeForOneOfItsPartitions() {
    machine().groups().put(FakeGroup.stable("g", Set.of()).refusingPartition(1));

    assertThat(stage.commit("g", "m", 3, 0, 3)).containsOnly(ErrorCode.STALE_MEMBER_EPOCH);

    assertThat(stage.records()).isEmpty();
  }

  @Test
  void aGroupMayRefuseToTellItsOffsets() {
    machine().groups().put(FakeGroup.stable("g", Set.of()).refusing(ErrorCode.STALE_MEMBER_EPOCH));

    assertRefused(() -> stage.fetchAll("g"), ErrorCode.STALE_MEMBER_EPOCH);
  }

  @Test
  void aGroupMayRefuseToHaveOffsetsDeleted() {
    machine().groups().put(FakeGroup.stable("g", Set.of()).refusing(ErrorCode.NON_EMPTY_GROUP));

    assertRefused(
        () -> stage.await(it -> it.offsets().delete(new OffsetDeleteRequest().groupId("g"))),
        ErrorCode.NON_EMPTY_GROUP);
  }

  @Test
  void anEmptyGroupIdHasOffsetsButNoneOfThemIsDeletedAlone() {
    assertThat(stage.commit("", "", -1, 0, 1)).containsExactly(ErrorCode.NONE);

    assertThat(stage.fetchAll("")).hasSize(1);
    assertRefused(
        () -> stage.await(it -> it.offsets().delete(new OffsetDeleteRequest())),
        ErrorCode.INVALID_GROUP_ID);
    boolean complete = stage.await(it -> it.administration().delete(""));
    assertThat(complete).isTrue();
    assertThat(stage.fetchAll("")).isEmpty();
  }

  @Test
  void aHugeGroupIdIsAGroupIdLikeAnother() {
    String huge = "g".repeat(Short.MAX_VALUE);

    assertThat(stage.commit(huge, "", -1, 0, 1)).containsExactly(ErrorCode.NONE);

    assertThat(stage.fetchAll(huge)).hasSize(1);
  }

  @Test
  void whatOldBrokersWroteIsRead() {
    machine()
        .replay(
            CoordinatorRecord.of(
                new LegacyOffsetCommitKey().group("g").topic("orders").partition(1),
                new LegacyOffsetCommitValue().offset(7).metadata("old")),
            OUTSIDE_TRANSACTIONS);

    assertThat(stage.fetchAll("g"))
        .containsExactly(
            new OffsetFetchResponsePartitions()
                .partitionIndex(1)
                .committedOffset(7)
                .metadata("old"));
  }

  @Test
  void aTombstoneOfWhatIsNotThereChangesNothing() {
    machine()
        .replay(
            CoordinatorRecord.tombstone(new OffsetCommitKey().group("g").topic("orders")),
            OUTSIDE_TRANSACTIONS);

    assertThat(machine().offsets().hasOffsets("g")).isFalse();
  }

  @Test
  void aLargeGroupIsDeletedInPieces() {
    stage.catalog().add("wide", 2_500);
    machine().groups().put(FakeGroup.empty("g", 0));
    stage.commitAll("g", "wide", 2_500);

    List<Boolean> complete =
        IntStream.range(0, 3)
            .mapToObj(piece -> stage.await(it -> it.administration().delete("g")))
            .toList();

    assertThat(complete).containsExactly(false, false, true);
    assertThat(machine().offsets().hasOffsets("g")).isFalse();
    assertThat(stage.records()).hasSize(2 * 2_500 + 1);
  }

  @Test
  void aLargeGroupExpiresInPieces() {
    stage.catalog().add("wide", 2_500);
    stage.commitAll("g", "wide", 2_500);
    stage.commitAll("h", "wide", 10);

    stage.pass(OffsetsOnStage.RETENTION_MS);

    assertThat(machine().offsets().hasOffsets("g")).isFalse();
    assertThat(machine().offsets().hasOffsets("h")).isFalse();
    assertThat(stage.records()).hasSize(2 * 2_510);
  }

  @Test
  void nothingIsSweptWhenThePartitionIsLost() {
    stage.catalog().add("wide", 2_500);
    stage.commitAll("g", "wide", 2_500);
    stage.runtime().unload();

    stage.pass(2 * OffsetsOnStage.RETENTION_MS);

    assertThat(stage.records()).hasSize(2_500);
    assertThat(stage.liveTimers()).isZero();
  }

  @Test
  void groupsAreManyButEachOnce() {
    machine().groups().put(FakeGroup.empty("g0", 0));
    IntStream.range(0, 2_000).forEach(i -> stage.commit("g" + i, "", -1, 0, 1));

    var listed = stage.await(it -> it.administration().list(new ListGroupsRequest()));

    assertThat(listed).hasSize(2_000).extracting(group -> group.groupId()).doesNotHaveDuplicates();
  }

  @Test
  void anAskerOfAllTopicsOfAGroupThatIsNotThereIsTold() {
    assertThat(
            stage
                .await(
                    it ->
                        it.offsets()
                            .fetch(
                                new OffsetFetchRequestGroup().groupId("none").topics(null),
                                false,
                                (short) 10))
                .topics())
        .isEmpty();
  }
}
