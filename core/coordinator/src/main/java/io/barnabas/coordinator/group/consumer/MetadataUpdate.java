package io.barnabas.coordinator.group.consumer;

import io.barnabas.coordinator.group.Requester;
import io.barnabas.protocol.message.ConsumerGroupHeartbeatRequest;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a member says of itself in a heartbeat: fields left out are as they were. */
final class MetadataUpdate {
  private MetadataUpdate() {}

  /** The member's metadata from now on; it speaks the consumer protocol, whatever it did before. */
  static MemberMetadata of(
      ConsumerMember member, ConsumerGroupHeartbeatRequest request, Requester requester) {
    MemberMetadata was = member.metadata();
    int timeoutMs = request.rebalanceTimeoutMs();
    return new MemberMetadata(
        orElse(request.instanceId(), was.instanceId()),
        orElse(request.rackId(), was.rackId()),
        client(was.client(), requester),
        subscription(was.subscription(), request),
        timeoutMs == -1 ? was.rebalanceTimeoutMs() : timeoutMs,
        orElse(request.serverAssignor(), was.serverAssignor()),
        null);
  }

  private static MemberMetadata.Client client(MemberMetadata.Client was, Requester requester) {
    boolean same =
        was.id().equals(requester.clientId()) && was.host().equals(requester.clientHost());
    return same ? was : new MemberMetadata.Client(requester.clientId(), requester.clientHost());
  }

  private static MemberMetadata.Subscription subscription(
      MemberMetadata.Subscription was, ConsumerGroupHeartbeatRequest request) {
    if (request.subscribedTopicNames() == null && request.subscribedTopicRegex() == null) {
      return was;
    }
    return new MemberMetadata.Subscription(
        names(request.subscribedTopicNames(), was.topicNames()),
        orElse(request.subscribedTopicRegex(), was.topicRegex()));
  }

  private static SortedSet<String> names(@Nullable List<String> names, SortedSet<String> was) {
    return names == null ? was : Collections.unmodifiableSortedSet(new TreeSet<>(names));
  }

  private static @Nullable String orElse(@Nullable String said, @Nullable String was) {
    return said == null ? was : said;
  }
}
