package io.barnabas.coordinator.group.consumer;

import io.barnabas.coordinator.group.assignor.Assignment;
import io.barnabas.protocol.coordinator.ConsumerGroupCurrentMemberAssignmentValue;
import io.barnabas.protocol.coordinator.ConsumerGroupCurrentMemberAssignmentValue.TopicPartitions;
import io.barnabas.protocol.coordinator.ConsumerGroupMemberMetadataValue;
import io.barnabas.protocol.coordinator.ConsumerGroupMemberMetadataValue.ClassicMemberMetadata;
import io.barnabas.protocol.coordinator.ConsumerGroupMemberMetadataValue.ClassicProtocol;
import io.barnabas.protocol.coordinator.ConsumerGroupTargetAssignmentMemberValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a group's records say, in the group's own terms and back. */
final class RecordValues {
  private RecordValues() {}

  static ConsumerGroupMemberMetadataValue of(MemberMetadata metadata) {
    return new ConsumerGroupMemberMetadataValue()
        .instanceId(metadata.instanceId())
        .rackId(metadata.rackId())
        .clientId(metadata.client().id())
        .clientHost(metadata.client().host())
        .subscribedTopicNames(List.copyOf(metadata.subscription().topicNames()))
        .subscribedTopicRegex(metadata.subscription().topicRegex())
        .rebalanceTimeoutMs(metadata.rebalanceTimeoutMs())
        .serverAssignor(metadata.serverAssignor())
        .classicMemberMetadata(of(metadata.classic()));
  }

  static MemberMetadata metadata(ConsumerGroupMemberMetadataValue value) {
    return new MemberMetadata(
        value.instanceId(),
        value.rackId(),
        new MemberMetadata.Client(value.clientId(), value.clientHost()),
        new MemberMetadata.Subscription(
            Collections.unmodifiableSortedSet(new TreeSet<>(value.subscribedTopicNames())),
            value.subscribedTopicRegex()),
        value.rebalanceTimeoutMs(),
        value.serverAssignor(),
        classic(value.classicMemberMetadata()));
  }

  private static @Nullable ClassicMemberMetadata of(@Nullable ClassicMetadata classic) {
    if (classic == null) {
      return null;
    }
    return new ClassicMemberMetadata()
        .sessionTimeoutMs(classic.sessionTimeoutMs())
        .supportedProtocols(
            classic.protocols().stream()
                .map(p -> new ClassicProtocol().name(p.name()).metadata(p.metadata().duplicate()))
                .toList());
  }

  /** The schema's default, which stands for no classic member, has no protocols. */
  private static @Nullable ClassicMetadata classic(@Nullable ClassicMemberMetadata value) {
    if (value == null || value.equals(new ClassicMemberMetadata())) {
      return null;
    }
    return new ClassicMetadata(
        value.sessionTimeoutMs(),
        value.supportedProtocols().stream()
            .map(p -> new ClassicMetadata.Protocol(p.name(), p.metadata()))
            .toList());
  }

  static List<TopicPartitions> of(OwnedPartitions owned) {
    List<TopicPartitions> topics = new ArrayList<>(owned.topics().size());
    owned
        .topics()
        .forEach(
            (topicId, epochs) ->
                topics.add(
                    new TopicPartitions()
                        .topicId(topicId)
                        .partitions(List.copyOf(epochs.keySet()))
                        .assignmentEpochs(List.copyOf(epochs.values()))));
    return topics;
  }

  static CurrentAssignment current(ConsumerGroupCurrentMemberAssignmentValue value) {
    return new CurrentAssignment(
        value.memberEpoch(),
        value.previousMemberEpoch(),
        MemberState.of(value.state()),
        owned(value.assignedPartitions(), value.memberEpoch()),
        owned(value.partitionsPendingRevocation(), value.memberEpoch()));
  }

  /** Kafka before 4.4 writes no epochs: its partitions count as given in the member's epoch. */
  private static OwnedPartitions owned(List<TopicPartitions> topics, int memberEpoch) {
    OwnedPartitions.Builder owned = new OwnedPartitions.Builder();
    for (TopicPartitions topic : topics) {
      List<Integer> partitions = topic.partitions();
      List<Integer> epochs = topic.assignmentEpochs();
      if (epochs == null || epochs.size() != partitions.size()) {
        epochs = Collections.nCopies(partitions.size(), Math.max(0, memberEpoch));
      }
      for (int i = 0; i < partitions.size(); i++) {
        owned.add(topic.topicId(), partitions.get(i), epochs.get(i));
      }
    }
    return owned.build();
  }

  static Assignment target(ConsumerGroupTargetAssignmentMemberValue value) {
    Assignment.Builder target = Assignment.builder();
    value.topicPartitions().forEach(t -> t.partitions().forEach(p -> target.add(t.topicId(), p)));
    return target.build();
  }
}
