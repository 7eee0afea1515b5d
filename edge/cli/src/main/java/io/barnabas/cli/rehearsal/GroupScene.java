package io.barnabas.cli.rehearsal;

import io.barnabas.client.Cluster;
import io.barnabas.client.ServerErrorException;
import io.barnabas.client.TopicPartition;
import io.barnabas.client.group.CommittedOffset;
import io.barnabas.client.group.Committer;
import io.barnabas.client.group.GroupOffsets;
import io.barnabas.client.group.GroupRouting;
import io.barnabas.client.metadata.TopicView;
import io.barnabas.client.network.BrokerConnection;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.ConsumerGroupHeartbeatRequest;
import io.barnabas.protocol.message.ConsumerGroupHeartbeatResponse;
import io.barnabas.protocol.message.HeartbeatRequest;
import io.barnabas.protocol.message.HeartbeatResponse;
import io.barnabas.protocol.message.JoinGroupRequest;
import io.barnabas.protocol.message.JoinGroupResponse;
import io.barnabas.protocol.message.OffsetCommitRequest;
import io.barnabas.protocol.message.OffsetCommitResponse;
import io.barnabas.protocol.message.OffsetFetchRequest;
import io.barnabas.protocol.message.OffsetFetchResponse;
import io.barnabas.protocol.message.SyncGroupRequest;
import io.barnabas.protocol.message.SyncGroupResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Groups: offsets are committed and fetched, members of both protocols send heartbeats. */
final class GroupScene {
  private static final String GROUP = "rehearsal-offsets";
  private static final int TIMEOUT_MS = 30_000;
  private static final int IN_FLIGHT = 10;

  /** From version 10 of OffsetCommit on topics go by id; from 8 of OffsetFetch on many groups. */
  private static final short COMMIT_CEILING = 9;

  private static final short FETCH_CEILING = 7;

  private final Cluster cluster;
  private final int times;

  GroupScene(Cluster cluster, int times) {
    this.cluster = cluster;
    this.times = times;
  }

  void play(TopicView topic) {
    awaitCoordinator(topic);
    BrokerConnection connection = cluster.anyConnection();
    commit(connection, topic);
    fetch(connection, topic);
    beatInClassicGroup(connection);
    beatInConsumerGroup(connection, topic);
  }

  /** The first commit finds the coordinator, and waits until it has loaded. */
  private void awaitCoordinator(TopicView topic) {
    new GroupOffsets(new GroupRouting(cluster))
        .commit(
            GROUP,
            Committer.OUTSIDE,
            Map.of(new TopicPartition(topic.name(), 0), CommittedOffset.at(0)));
  }

  private void commit(BrokerConnection connection, TopicView topic) {
    new RequestStream<>(
            connection,
            OffsetCommitResponse.class,
            COMMIT_CEILING,
            response -> response.topics().getFirst().partitions().getFirst().errorCode())
        .send(
            times / 2,
            IN_FLIGHT,
            number ->
                new OffsetCommitRequest()
                    .groupId(GROUP)
                    .topics(
                        List.of(
                            new OffsetCommitRequest.OffsetCommitRequestTopic()
                                .name(topic.name())
                                .partitions(
                                    List.of(
                                        new OffsetCommitRequest.OffsetCommitRequestPartition()
                                            .committedOffset(number)
                                            .committedMetadata(""))))));
  }

  private void fetch(BrokerConnection connection, TopicView topic) {
    OffsetFetchRequest.OffsetFetchRequestTopic wanted =
        new OffsetFetchRequest.OffsetFetchRequestTopic()
            .name(topic.name())
            .partitionIndexes(List.of(0));
    new RequestStream<>(
            connection, OffsetFetchResponse.class, FETCH_CEILING, OffsetFetchResponse::errorCode)
        .send(
            times / 10,
            IN_FLIGHT,
            _ -> new OffsetFetchRequest().groupId(GROUP).topics(List.of(wanted)));
  }

  private void beatInClassicGroup(BrokerConnection connection) {
    JoinGroupRequest request =
        new JoinGroupRequest()
            .groupId("rehearsal-of-classic")
            .sessionTimeoutMs(TIMEOUT_MS)
            .rebalanceTimeoutMs(TIMEOUT_MS)
            .protocolType("consumer")
            .protocols(List.of(new JoinGroupRequest.JoinGroupRequestProtocol().name("range")));
    JoinGroupResponse joined = connection.ask(request, JoinGroupResponse.class);
    if (joined.errorCode() == ErrorCode.MEMBER_ID_REQUIRED.code()) {
      joined = connection.ask(request.memberId(joined.memberId()), JoinGroupResponse.class);
    }
    ServerErrorException.check(joined.errorCode(), null);
    HeartbeatRequest heartbeat =
        new HeartbeatRequest()
            .groupId(request.groupId())
            .memberId(joined.memberId())
            .generationId(joined.generationId());
    sync(connection, heartbeat);
    new RequestStream<>(
            connection,
            HeartbeatResponse.class,
            HeartbeatRequest.HIGHEST_VERSION,
            HeartbeatResponse::errorCode)
        .send(times / 2, IN_FLIGHT, _ -> heartbeat);
  }

  private static void sync(BrokerConnection connection, HeartbeatRequest member) {
    SyncGroupRequest request =
        new SyncGroupRequest()
            .groupId(member.groupId())
            .memberId(member.memberId())
            .generationId(member.generationId())
            .protocolType("consumer")
            .protocolName("range")
            .assignments(
                List.of(
                    new SyncGroupRequest.SyncGroupRequestAssignment().memberId(member.memberId())));
    SyncGroupResponse synced = connection.ask(request, SyncGroupResponse.class);
    ServerErrorException.check(synced.errorCode(), null);
  }

  /** Joins, takes over what it is given, and goes on. */
  private void beatInConsumerGroup(BrokerConnection connection, TopicView topic) {
    ConsumerGroupHeartbeatRequest join =
        new ConsumerGroupHeartbeatRequest()
            .groupId("rehearsal-of-consumer")
            .memberId(UUID.randomUUID().toString())
            .rebalanceTimeoutMs(TIMEOUT_MS)
            .subscribedTopicNames(List.of(topic.name()))
            .topicPartitions(List.of());
    ConsumerGroupHeartbeatResponse joined =
        connection.ask(join, ConsumerGroupHeartbeatResponse.class);
    ServerErrorException.check(joined.errorCode(), joined.errorMessage());
    ConsumerGroupHeartbeatRequest heartbeat =
        new ConsumerGroupHeartbeatRequest()
            .groupId(join.groupId())
            .memberId(join.memberId())
            .memberEpoch(joined.memberEpoch());
    new RequestStream<>(
            connection,
            ConsumerGroupHeartbeatResponse.class,
            ConsumerGroupHeartbeatRequest.HIGHEST_VERSION,
            ConsumerGroupHeartbeatResponse::errorCode)
        .send(times / 2, IN_FLIGHT, _ -> heartbeat);
  }
}
