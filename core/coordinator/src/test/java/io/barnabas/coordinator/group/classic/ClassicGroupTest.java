package io.barnabas.coordinator.group.classic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnabas.coordinator.CoordinatorException;
import io.barnabas.coordinator.group.OffsetsUnused;
import io.barnabas.coordinator.group.script.Stage;
import io.barnabas.coordinator.runtime.CoordinatorContext;
import io.barnabas.coordinator.runtime.CoordinatorRecord;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.coordinator.GroupMetadataValue;
import io.barnabas.protocol.coordinator.GroupMetadataValue.MemberMetadata;
import io.barnabas.protocol.message.ConsumerProtocolSubscription;
import io.barnabas.protocol.message.ListGroupsResponse.ListedGroup;
import io.barnabas.protocol.primitive.MessageWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What offsets and administration are told of a group. */
final class ClassicGroupTest {
  private final List<CoordinatorContext> contexts = new ArrayList<>();

  ClassicGroupTest() {
    new Stage<>(
        context -> {
          contexts.add(context);
          return new ClassicMachine(context, ClassicConfig.DEFAULT);
        },
        _ -> {});
  }

  private ClassicGroup read(GroupMetadataValue value) {
    return GroupRecords.read(contexts.getFirst(), "g", value);
  }

  private static GroupMetadataValue empty(String protocolType, long sinceMs) {
    return new GroupMetadataValue()
        .protocolType(protocolType)
        .protocol(null)
        .leader(null)
        .generation(7)
        .currentStateTimestamp(sinceMs);
  }

  private static GroupMetadataValue stable(String protocolType, ByteBuffer... subscriptions) {
    List<MemberMetadata> members = new ArrayList<>();
    for (ByteBuffer subscription : subscriptions) {
      members.add(
          new MemberMetadata()
              .memberId("m" + members.size())
              .groupInstanceId(members.isEmpty() ? "one" : null)
              .clientId("c")
              .clientHost("/host")
              .sessionTimeout(10_000)
              .rebalanceTimeout(30_000)
              .subscription(subscription)
              .assignment(ByteBuffer.wrap(new byte[] {1, 2, 3})));
    }
    return new GroupMetadataValue()
        .protocolType(protocolType)
        .protocol("range")
        .leader("m" + (members.size() - 1))
        .generation(7)
        .currentStateTimestamp(5_000)
        .members(members);
  }

  private static ByteBuffer subscription(int version, String... topics) {
    MessageWriter out = new MessageWriter();
    out.writeShort((short) version);
    new ConsumerProtocolSubscription().topics(List.of(topics)).write(out, (short) version);
    return out.toOutbound().bytes();
  }

  private static ByteBuffer text(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aRecordThatIsReadIsWrittenAsItWas() {
    GroupMetadataValue value = stable("consumer", subscription(0, "a"), subscription(3, "b"));

    CoordinatorRecord written = GroupRecords.of(read(value), ClassicMember::assignment);

    assertThat(written.value()).isEqualTo(value);
    assertThat(written.valueVersion()).isEqualTo((short) 3);
  }

  @Test
  void anOldRecordSaysNothingOfTheRebalanceTimeout() {
    GroupMetadataValue value = stable("consumer", subscription(0, "a"));
    value.members().getFirst().rebalanceTimeout(-1);

    assertThat(read(value).roster().rebalanceTimeoutMs()).isEqualTo(10_000);
  }

  @Test
  void consumersAreSubscribedToWhatTheySayInAnyVersion() {
    ClassicGroup group = read(stable("consumer", subscription(0, "a"), subscription(3, "b")));

    assertThat(group.isSubscribedTo("a")).isTrue();
    assertThat(group.isSubscribedTo("b")).isTrue();
    assertThat(group.isSubscribedTo("c")).isFalse();
    assertThat(group.offsetsUnused()).isInstanceOf(OffsetsUnused.SinceCommitIfNotSubscribed.class);
  }

  @Test
  void consumersThatSayNothingReadableMayReadAnything() {
    ClassicGroup group = read(stable("consumer", subscription(0, "a"), text("?")));

    assertThat(group.isSubscribedTo("c")).isTrue();
    assertThat(group.offsetsUnused()).isInstanceOf(OffsetsUnused.Never.class);
  }

  @Test
  void membersThatAreNoConsumersReadNothing() {
    ClassicGroup group = read(stable("connect", text("whatever")));

    assertThat(group.isSubscribedTo("whatever")).isFalse();
    assertThat(group.offsetsUnused()).isInstanceOf(OffsetsUnused.Never.class);
  }

  @Test
  void offsetsOfAnEmptyGroupAreUnusedSinceItIsEmpty() {
    assertThat(read(empty("consumer", 42)).offsetsUnused()).isEqualTo(new OffsetsUnused.Since(42));
    assertThat(read(empty("consumer", 42)).isSubscribedTo("a")).isFalse();
  }

  @Test
  void offsetsAreUnusedSinceTheirCommitWhereNothingElseIsKnown() {
    assertThat(read(empty("consumer", -1)).offsetsUnused())
        .isEqualTo(new OffsetsUnused.SinceCommit());
    assertThat(read(empty("", 42)).offsetsUnused()).isEqualTo(new OffsetsUnused.SinceCommit());
  }

  @Test
  void onlyAnEmptyGroupMayBeDeleted() {
    read(empty("consumer", 42)).validateDelete();
    assertThatThrownBy(() -> read(stable("consumer", text("a"))).validateDelete())
        .isInstanceOfSatisfying(
            CoordinatorException.class,
            refusal -> assertThat(refusal.error()).isEqualTo(ErrorCode.NON_EMPTY_GROUP));
  }

  @Test
  void isListedUnderTheNamesThatClientsKnow() {
    assertThat(read(stable("consumer", text("a"))).listed())
        .isEqualTo(
            new ListedGroup()
                .groupId("g")
                .protocolType("consumer")
                .groupState("Stable")
                .groupType("classic"));
  }
}
