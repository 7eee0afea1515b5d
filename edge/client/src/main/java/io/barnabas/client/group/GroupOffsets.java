package io.barnabas.client.group;

import io.barnabas.client.ServerErrorException;
import io.barnabas.client.TopicPartition;
import io.barnabas.client.network.BrokerConnection;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.OffsetCommitRequest;
import io.barnabas.protocol.message.OffsetCommitResponse;
import io.barnabas.protocol.message.OffsetDeleteRequest;
import io.barnabas.protocol.message.OffsetDeleteResponse;
import io.barnabas.protocol.message.OffsetFetchRequest;
import io.barnabas.protocol.message.OffsetFetchResponse;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The offsets a group has committed; throws {@link ServerErrorException} if they are refused. */
public final class GroupOffsets {
  /** From version 8 on several groups are asked for at once. */
  private static final short FETCH_CEILING = 7;

  /** From version 10 on topics go by id. */
  private static final short COMMIT_CEILING = 9;

  private final GroupRouting routing;

  public GroupOffsets(GroupRouting routing) {
    this.routing = routing;
  }

  /** All offsets of a group, those of open transactions left out. */
  public SortedMap<TopicPartition, CommittedOffset> fetchAll(String groupId) {
    return fetch(groupId, new OffsetFetchRequest().groupId(groupId).topics(null));
  }

  /** The offsets of some partitions, for a member: waits for open transactions to end. */
  public SortedMap<TopicPartition, CommittedOffset> fetch(
      String groupId, Collection<TopicPartition> partitions) {
    OffsetFetchRequest request =
        new OffsetFetchRequest()
            .groupId(groupId)
            .requireStable(true)
            .topics(
                indexesByTopic(partitions).entrySet().stream()
                    .map(
                        topic ->
                            new OffsetFetchRequest.OffsetFetchRequestTopic()
                                .name(topic.getKey())
                                .partitionIndexes(topic.getValue()))
                    .toList());
    return partitions.isEmpty() ? new TreeMap<>() : fetch(groupId, request);
  }

  private SortedMap<TopicPartition, CommittedOffset> fetch(
      String groupId, OffsetFetchRequest request) {
    return routing.repeat(
        groupId,
        coordinator ->
            offsetsOf(coordinator.send(request, OffsetFetchResponse.class, FETCH_CEILING).await()));
  }

  private static SortedMap<TopicPartition, CommittedOffset> offsetsOf(
      OffsetFetchResponse response) {
    ServerErrorException.check(response.errorCode(), null);
    SortedMap<TopicPartition, CommittedOffset> offsets = new TreeMap<>();
    for (OffsetFetchResponse.OffsetFetchResponseTopic topic : response.topics()) {
      for (OffsetFetchResponse.OffsetFetchResponsePartition answer : topic.partitions()) {
        ServerErrorException.check(answer.errorCode(), null);
        if (answer.committedOffset() >= 0) {
          offsets.put(
              new TopicPartition(topic.name(), answer.partitionIndex()),
              new CommittedOffset(
                  answer.committedOffset(),
                  answer.committedLeaderEpoch(),
                  Objects.requireNonNullElse(answer.metadata(), "")));
        }
      }
    }
    return offsets;
  }

  /** Commits offsets, all of them or fails. */
  public void commit(
      String groupId, Committer committer, Map<TopicPartition, CommittedOffset> offsets) {
    if (!offsets.isEmpty()) {
      OffsetCommitRequest request = commitRequest(groupId, committer, offsets);
      routing.repeat(groupId, coordinator -> commit(coordinator, request));
    }
  }

  private static OffsetCommitRequest commitRequest(
      String groupId, Committer committer, Map<TopicPartition, CommittedOffset> offsets) {
    return new OffsetCommitRequest()
        .groupId(groupId)
        .memberId(committer.memberId())
        .generationIdOrMemberEpoch(committer.generationOrEpoch())
        .groupInstanceId(committer.instanceId())
        .topics(
            indexesByTopic(offsets.keySet()).entrySet().stream()
                .map(topic -> commitTopic(topic.getKey(), topic.getValue(), offsets))
                .toList());
  }

  private static OffsetCommitRequest.OffsetCommitRequestTopic commitTopic(
      String topic, List<Integer> partitions, Map<TopicPartition, CommittedOffset> offsets) {
    return new OffsetCommitRequest.OffsetCommitRequestTopic()
        .name(topic)
        .partitions(
            partitions.stream()
                .map(
                    partition ->
                        commitPartition(
                            partition, offsets.get(new TopicPartition(topic, partition))))
                .toList());
  }

  private static OffsetCommitRequest.OffsetCommitRequestPartition commitPartition(
      int partition, @Nullable CommittedOffset offset) {
    CommittedOffset committed = Objects.requireNonNull(offset);
    return new OffsetCommitRequest.OffsetCommitRequestPartition()
        .partitionIndex(partition)
        .committedOffset(committed.offset())
        .committedLeaderEpoch(committed.leaderEpoch())
        .committedMetadata(committed.metadata());
  }

  private static Void commit(BrokerConnection coordinator, OffsetCommitRequest request) {
    OffsetCommitResponse response =
        coordinator.send(request, OffsetCommitResponse.class, COMMIT_CEILING).await();
    response.topics().stream()
        .flatMap(topic -> topic.partitions().stream())
        .forEach(partition -> ServerErrorException.check(partition.errorCode(), null));
    return null;
  }

  /**
   * Deletes offsets of partitions that no member is subscribed to.
   *
   * @return what became of each
   */
  public SortedMap<TopicPartition, ErrorCode> delete(
      String groupId, Collection<TopicPartition> partitions) {
    OffsetDeleteRequest request =
        new OffsetDeleteRequest()
            .groupId(groupId)
            .topics(
                indexesByTopic(partitions).entrySet().stream()
                    .map(topic -> deleteTopic(topic.getKey(), topic.getValue()))
                    .toList());
    return routing.repeat(
        groupId, coordinator -> deleted(coordinator.ask(request, OffsetDeleteResponse.class)));
  }

  private static OffsetDeleteRequest.OffsetDeleteRequestTopic deleteTopic(
      String topic, List<Integer> partitions) {
    return new OffsetDeleteRequest.OffsetDeleteRequestTopic()
        .name(topic)
        .partitions(
            partitions.stream()
                .map(
                    partition ->
                        new OffsetDeleteRequest.OffsetDeleteRequestPartition()
                            .partitionIndex(partition))
                .toList());
  }

  private static SortedMap<TopicPartition, ErrorCode> deleted(OffsetDeleteResponse response) {
    ServerErrorException.check(response.errorCode(), null);
    SortedMap<TopicPartition, ErrorCode> results = new TreeMap<>();
    for (OffsetDeleteResponse.OffsetDeleteResponseTopic topic : response.topics()) {
      for (OffsetDeleteResponse.OffsetDeleteResponsePartition partition : topic.partitions()) {
        results.put(
            new TopicPartition(topic.name(), partition.partitionIndex()),
            ServerErrorException.codeOf(partition.errorCode()));
      }
    }
    return results;
  }

  private static SortedMap<String, List<Integer>> indexesByTopic(
      Collection<TopicPartition> partitions) {
    return new TreeSet<>(partitions)
        .stream()
            .collect(
                Collectors.groupingBy(
                    TopicPartition::topic,
                    TreeMap::new,
                    Collectors.mapping(TopicPartition::partition, Collectors.toList())));
  }
}
