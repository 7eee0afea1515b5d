package io.barnabas.coordinator.group.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.coordinator.group.Groups;
import io.barnabas.coordinator.group.OffsetsUnused;
import io.barnabas.coordinator.group.TopicCatalog;
import io.barnabas.coordinator.runtime.CoordinatorRecord;
import io.barnabas.coordinator.runtime.RecordOrigin;
import io.barnabas.coordinator.runtime.UndoLog;
import io.barnabas.protocol.coordinator.ConsumerGroupCurrentMemberAssignmentKey;
import io.barnabas.protocol.coordinator.ConsumerGroupCurrentMemberAssignmentValue;
import io.barnabas.protocol.coordinator.ConsumerGroupCurrentMemberAssignmentValue.TopicPartitions;
import io.barnabas.protocol.coordinator.ConsumerGroupPartitionMetadataKey;
import io.barnabas.protocol.coordinator.ConsumerGroupPartitionMetadataValue;
import io.barnabas.protocol.coordinator.OffsetCommitKey;
import io.barnabas.protocol.primitive.Uuid;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Logs that other brokers have written, and that a cleaner has gone over. */
class ConsumerReplayTest {
  private static final Uuid ORDERS = new Uuid(0, 1);
  private static final ConsumerRecords WRITE = new ConsumerRecords("g");

  private final UndoLog undoLog = new UndoLog();
  private final Groups groups = new Groups(undoLog);
  private final ConsumerReplay replay =
      new ConsumerReplay(groups, () -> TopicCatalog.of(0, List.of()), undoLog);

  private void replay(CoordinatorRecord... records) {
    for (CoordinatorRecord record : records) {
      assertThat(replay.replay(record, new RecordOrigin(0, 1234, -1))).isTrue();
    }
  }

  private ConsumerGroup group() {
    return (ConsumerGroup) Objects.requireNonNull(groups.find("g"));
  }

  private ConsumerMember member(String memberId) {
    return Objects.requireNonNull(group().member(memberId));
  }

  private static ConsumerMember member(String memberId, MemberMetadata metadata, int partition) {
    OwnedPartitions.Builder owned = new OwnedPartitions.Builder();
    owned.add(ORDERS, partition, 3);
    return new ConsumerMember(
        memberId,
        metadata,
        new CurrentAssignment(4, 3, MemberState.STABLE, owned.build(), OwnedPartitions.NONE));
  }

  private static MemberMetadata metadata(ClassicMetadata classic) {
    return new MemberMetadata(
        "i",
        "rack",
        new MemberMetadata.Client("client", "/host"),
        new MemberMetadata.Subscription(new TreeSet<>(List.of("orders")), "b.*"),
        30_000,
        "range",
        classic);
  }

  @Test
  void aMemberIsReadAsItWasWritten() {
    ClassicMetadata classic =
        new ClassicMetadata(
            45_000,
            List.of(new ClassicMetadata.Protocol("range", ByteBuffer.wrap(new byte[] {1, 2}))));
    ConsumerMember written = member("m", metadata(classic), 0);

    replay(WRITE.member(written), WRITE.current(written));

    assertThat(member("m")).isEqualTo(written);
    assertThat(member("m").usesClassicProtocol()).isTrue();
    assertThat(group().staticMember("i")).isEqualTo("m");
    assertThat(group().ownerOf(ORDERS, 0)).isEqualTo("m");
  }

  @Test
  void whereAMemberStandsMayComeBeforeWhoItIs() {
    ConsumerMember written = member("m", MemberMetadata.NONE, 0);

    replay(WRITE.current(written), WRITE.member(written));

    assertThat(member("m")).isEqualTo(written);
  }

  @Test
  void tombstonesOfWhatIsNotThereAreNothing() {
    replay(
        WRITE.noCurrent("m"),
        WRITE.noTarget("m"),
        WRITE.noMember("m"),
        WRITE.noTargetEpoch(),
        WRITE.noPattern("x"),
        WRITE.noPartitionMetadata(),
        WRITE.noGroupEpoch());

    assertThat(groups.find("g")).isNull();
  }

  @Test
  void theLaterOwnerOfAPartitionKeepsItWhateverTheEarlierGivesUp() {
    ConsumerMember before = member("a", MemberMetadata.NONE, 0);
    ConsumerMember after = member("b", MemberMetadata.NONE, 0);

    replay(WRITE.current(before), WRITE.current(after), WRITE.noCurrent("a"));

    assertThat(group().ownerOf(ORDERS, 0)).isEqualTo("b");
  }

  @Test
  void partitionsWithoutEpochsAreAsOldAsTheMembers() {
    CoordinatorRecord old =
        CoordinatorRecord.of(
            new ConsumerGroupCurrentMemberAssignmentKey().groupId("g").memberId("m"),
            new ConsumerGroupCurrentMemberAssignmentValue()
                .memberEpoch(9)
                .previousMemberEpoch(8)
                .assignedPartitions(
                    List.of(
                        new TopicPartitions()
                            .topicId(ORDERS)
                            .partitions(List.of(0, 1))
                            .assignmentEpochs(null))));

    replay(old);

    assertThat(member("m").current().assigned().epochOf(ORDERS, 1)).isEqualTo(9);
  }

  @Test
  void kafkasOldRecordOfPartitionsIsTakenAwayWithTheGroup() {
    replay(
        WRITE.groupEpoch(3, 0),
        CoordinatorRecord.of(
            new ConsumerGroupPartitionMetadataKey().groupId("g"),
            new ConsumerGroupPartitionMetadataValue()));

    assertThat(group().tombstones()).contains(WRITE.noPartitionMetadata());
    assertThat(group().offsetsUnused()).isEqualTo(new OffsetsUnused.Since(1234));
    group().tombstones().forEach(this::replay);
    assertThat(groups.find("g")).isNull();
  }

  @Test
  void otherRecordsAreLeftToOthers() {
    CoordinatorRecord other = CoordinatorRecord.tombstone(new OffsetCommitKey());

    assertThat(replay.replay(other, new RecordOrigin(0, 0, -1))).isFalse();
  }
}
