package io.barnabas.coordinator.group.migration;

import io.barnabas.coordinator.group.TopicCatalog;
import io.barnabas.coordinator.group.consumer.ClassicMetadata;
import io.barnabas.coordinator.group.consumer.ConsumerGroup;
import io.barnabas.coordinator.group.consumer.ConsumerMember;
import io.barnabas.coordinator.group.consumer.EmbeddedProtocol;
import io.barnabas.coordinator.group.consumer.MemberMetadata;
import io.barnabas.coordinator.runtime.CoordinatorRecord;
import io.barnabas.protocol.MalformedMessageException;
import io.barnabas.protocol.coordinator.GroupMetadataKey;
import io.barnabas.protocol.coordinator.GroupMetadataValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The records by which a consumer group becomes a classic group: its epoch is the generation, and
 * members have what they had. They join again at once, so that their leader assigns.
 *
 * @param remaining those who stay, all of the classic protocol; at least one
 */
record Downgrade(
    ConsumerGroup group, List<ConsumerMember> remaining, TopicCatalog topics, long nowMs) {
  /** What Kafka 4 writes of classic groups. */
  private static final short VALUE_VERSION = 3;

  /**
   * @throws MalformedMessageException if a member's protocol does not even begin with its version
   */
  List<CoordinatorRecord> records() {
    List<ConsumerMember> members =
        remaining.stream().sorted(Comparator.comparing(ConsumerMember::memberId)).toList();
    String protocol = sharedProtocol(members);
    GroupMetadataValue value =
        new GroupMetadataValue()
            .protocolType(EmbeddedProtocol.TYPE)
            .generation(group.epoch().epoch())
            .protocol(protocol)
            .leader(members.getFirst().memberId())
            .currentStateTimestamp(nowMs)
            .members(members.stream().map(member -> value(member, protocol)).toList());
    List<CoordinatorRecord> records = new ArrayList<>(group.tombstones());
    records.add(
        new CoordinatorRecord(new GroupMetadataKey().group(group.groupId()), value, VALUE_VERSION));
    return records;
  }

  /** Each was let in only with a protocol that all the others support. */
  private static String sharedProtocol(List<ConsumerMember> members) {
    return classic(members.getFirst()).protocols().stream()
        .map(ClassicMetadata.Protocol::name)
        .filter(name -> members.stream().allMatch(member -> classic(member).supports(name)))
        .findFirst()
        .orElseThrow(() -> new MalformedMessageException("members share no protocol"));
  }

  private static ClassicMetadata classic(ConsumerMember member) {
    ClassicMetadata classic = member.metadata().classic();
    if (classic == null) {
      throw new IllegalArgumentException(member.memberId() + " speaks the consumer protocol");
    }
    return classic;
  }

  private GroupMetadataValue.MemberMetadata value(ConsumerMember member, String protocol) {
    MemberMetadata metadata = member.metadata();
    ClassicMetadata classic = classic(member);
    var subscription = classic.metadata(protocol);
    return new GroupMetadataValue.MemberMetadata()
        .memberId(member.memberId())
        .groupInstanceId(metadata.instanceId())
        .clientId(metadata.client().id())
        .clientHost(metadata.client().host())
        .rebalanceTimeout(metadata.rebalanceTimeoutMs())
        .sessionTimeout(classic.sessionTimeoutMs())
        .subscription(subscription)
        .assignment(
            EmbeddedProtocol.assignmentFor(
                subscription, member.current().assigned().toAssignment(), topics));
  }
}
