package io.barnabas.client.group;

import io.barnabas.client.ServerErrorException;
import io.barnabas.client.TopicPartition;
import io.barnabas.client.group.ClientSubscription.Former;
import io.barnabas.client.group.assignor.Assignor;
import io.barnabas.client.network.BrokerConnection;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.JoinGroupRequest;
import io.barnabas.protocol.message.JoinGroupResponse;
import io.barnabas.protocol.message.SyncGroupRequest;
import io.barnabas.protocol.message.SyncGroupResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/** One attempt to get into the next generation of a classic group: JoinGroup, then SyncGroup. */
final class ClassicJoin {
  private static final String PROTOCOL_TYPE = "consumer";

  private final GroupConfig config;
  private final LeaderWork leaderWork;
  private final Consumer<String> onName;

  /**
   * What came of it.
   *
   * @param isLeader whether this member has shared out the partitions
   */
  record Joined(
      String memberId,
      int generation,
      Assignor assignor,
      boolean isLeader,
      List<TopicPartition> assignment) {}

  /**
   * @param onName is told the member's id as soon as the broker has named it: from then on the
   *     group waits for it
   */
  ClassicJoin(GroupConfig config, LeaderWork leaderWork, Consumer<String> onName) {
    this.config = config;
    this.leaderWork = leaderWork;
    this.onName = onName;
  }

  /**
   * Joins; returns when all members have, and the leader has shared out the partitions.
   *
   * @param memberId empty for a new member, which the broker then names
   * @param former what the member had until now
   * @throws ServerErrorException if it does not succeed; with MEMBER_ID_REQUIRED never
   */
  Joined attempt(BrokerConnection coordinator, String memberId, Set<String> topics, Former former) {
    JoinGroupResponse joined = join(coordinator, memberId, topics, former);
    if (joined.errorCode() == ErrorCode.MEMBER_ID_REQUIRED.code()) {
      onName.accept(joined.memberId());
      joined = join(coordinator, joined.memberId(), topics, former);
    }
    ServerErrorException.check(joined.errorCode(), null);
    onName.accept(joined.memberId());
    return sync(coordinator, joined);
  }

  private JoinGroupResponse join(
      BrokerConnection coordinator, String memberId, Set<String> topics, Former former) {
    JoinGroupRequest request =
        new JoinGroupRequest()
            .groupId(config.groupId())
            .sessionTimeoutMs(config.timing().sessionTimeoutMs())
            .rebalanceTimeoutMs(config.timing().maxPollIntervalMs())
            .memberId(memberId)
            .groupInstanceId(config.instanceId())
            .protocolType(PROTOCOL_TYPE)
            .protocols(
                config.assignors().stream()
                    .map(assignor -> protocol(assignor, topics, former))
                    .toList());
    return coordinator.askPatiently(
        request, JoinGroupResponse.class, config.timing().maxPollIntervalMs());
  }

  private JoinGroupRequest.JoinGroupRequestProtocol protocol(
      Assignor assignor, Set<String> topics, Former former) {
    boolean sticky = assignor == Assignor.STICKY;
    ByteBuffer userData = sticky ? StickyUserData.write(former) : null;
    Former told = assignor.isCooperative() ? former : new Former(List.of(), former.generation());
    return new JoinGroupRequest.JoinGroupRequestProtocol()
        .name(assignor.wireName())
        .metadata(ClientSubscription.write(topics, told, userData, config.rackId()));
  }

  private Joined sync(BrokerConnection coordinator, JoinGroupResponse joined) {
    String assignorName = Objects.requireNonNullElse(joined.protocolName(), "");
    Assignor assignor = Assignor.ofWireName(assignorName);
    boolean leads = joined.leader().equals(joined.memberId());
    boolean assigns = leads && !joined.skipAssignment();
    SyncGroupRequest request =
        new SyncGroupRequest()
            .groupId(config.groupId())
            .generationId(joined.generationId())
            .memberId(joined.memberId())
            .groupInstanceId(config.instanceId())
            .protocolType(PROTOCOL_TYPE)
            .protocolName(assignorName)
            .assignments(assigns ? leaderWork.assign(assignor, joined.members()) : List.of());
    SyncGroupResponse synced =
        coordinator.askPatiently(
            request, SyncGroupResponse.class, config.timing().maxPollIntervalMs());
    ServerErrorException.check(synced.errorCode(), null);
    return new Joined(
        joined.memberId(),
        joined.generationId(),
        assignor,
        leads,
        ClientAssignment.read(synced.assignment()));
  }
}
