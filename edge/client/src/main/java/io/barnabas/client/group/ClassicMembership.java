package io.barnabas.client.group;

import io.barnabas.client.ClientException;
import io.barnabas.client.Cluster;
import io.barnabas.client.ServerErrorException;
import io.barnabas.client.TopicPartition;
import io.barnabas.client.group.ClassicJoin.Joined;
import io.barnabas.client.group.ClientSubscription.Former;
import io.barnabas.client.network.ConnectionException;
import io.barnabas.protocol.message.HeartbeatRequest;
import io.barnabas.protocol.message.HeartbeatResponse;
import io.barnabas.protocol.message.LeaveGroupRequest;
import io.barnabas.protocol.message.LeaveGroupResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A member of a classic group, whose members share out the partitions among themselves. For one
 * thread at a time.
 */
final class ClassicMembership implements Membership {
  private static final int NO_GENERATION = -1;

  /** From version 3 on several members leave at once. */
  private static final short LEAVE_CEILING = 2;

  private final GroupConfig config;
  private final GroupRouting routing;
  private final SubscribedTopics topics;
  private final LeaderWork leaderWork;
  private final ClassicJoin join;
  private final JoinPatience patience;
  private final Pace pace;

  private String memberId = "";
  private int generation = NO_GENERATION;
  private boolean cooperative;
  private boolean leads;
  private boolean mustRejoin = true;
  private boolean hasLostAll;
  private Set<String> joinedTopics = Set.of();
  private Former former = new Former(List.of(), NO_GENERATION);
  private @Nullable ClientException refusal;

  ClassicMembership(
      Cluster cluster,
      GroupRouting routing,
      GroupConfig config,
      SubscribedTopics topics,
      LongSupplier nanos) {
    this.config = config;
    this.routing = routing;
    this.topics = topics;
    this.leaderWork = new LeaderWork(topics);
    this.join = new ClassicJoin(config, leaderWork, name -> memberId = name);
    this.patience = new JoinPatience(cluster.config(), nanos);
    this.pace = new Pace(config.timing(), nanos);
    this.cooperative = config.assignors().stream().allMatch(each -> each.isCooperative());
  }

  @Override
  public void poll(PartitionOwner owner) {
    pace.polled();
    if (hasLostAll) {
      loseAll(owner);
    }
    if (refusal != null) {
      throw refusal;
    }
    if (pace.isMetadataDue(leads && leaderWork.lacksTopics()) && isOutdated()) {
      mustRejoin = true;
    }
    while (mustRejoin) {
      rejoin(owner);
    }
  }

  private boolean isOutdated() {
    return (leads && leaderWork.isOutdated()) || !topics.names().equals(joinedTopics);
  }

  private void loseAll(PartitionOwner owner) {
    owner.lose(owner.owned());
    hasLostAll = false;
  }

  /** Eager members give up everything before they join, cooperative ones what they must after. */
  private void rejoin(PartitionOwner owner) {
    Set<String> wanted = topics.names();
    if (cooperative) {
      former = new Former(owner.owned(), generation);
    } else {
      owner.giveUp(owner.owned());
    }
    try {
      Joined joined =
          routing.once(
              config.groupId(), coordinator -> join.attempt(coordinator, memberId, wanted, former));
      patience.succeeded();
      joinedTopics = wanted;
      enter(joined, owner);
    } catch (ServerErrorException | ConnectionException e) {
      afterFailedJoin(e, owner);
    }
  }

  private void enter(Joined joined, PartitionOwner owner) {
    generation = joined.generation();
    cooperative = joined.assignor().isCooperative();
    leads = joined.isLeader();
    pace.joined();
    Set<TopicPartition> assigned = new HashSet<>(joined.assignment());
    former = new Former(assigned, generation);
    PartitionChange change = PartitionChange.between(owner.owned(), assigned);
    mustRejoin = cooperative && !change.givenUp().isEmpty();
    change.applyTo(owner);
  }

  private void afterFailedJoin(ClientException e, PartitionOwner owner) {
    if (e instanceof ServerErrorException answered) {
      switch (answered.code()) {
        case REBALANCE_IN_PROGRESS -> {}
        case UNKNOWN_MEMBER_ID -> {
          forgetMembership();
          loseAll(owner);
        }
        case ILLEGAL_GENERATION -> {
          generation = NO_GENERATION;
          loseAll(owner);
        }
        default -> patience.pauseOrThrow(e);
      }
    } else {
      patience.pauseOrThrow(e);
    }
  }

  private void forgetMembership() {
    memberId = "";
    generation = NO_GENERATION;
  }

  @Override
  public long beat() {
    if (generation != NO_GENERATION && refusal == null) {
      beatAsMember();
    }
    return pace.msUntilHeartbeat();
  }

  private void beatAsMember() {
    if (pace.isPollOverdue()) {
      leave();
      hasLostAll = true;
      mustRejoin = true;
    } else if (pace.isHeartbeatDue()) {
      sendHeartbeat();
    }
  }

  private void sendHeartbeat() {
    pace.heartbeatSent();
    try {
      routing.once(
          config.groupId(),
          coordinator -> {
            HeartbeatResponse response =
                coordinator.ask(
                    new HeartbeatRequest()
                        .groupId(config.groupId())
                        .generationId(generation)
                        .memberId(memberId)
                        .groupInstanceId(config.instanceId()),
                    HeartbeatResponse.class);
            ServerErrorException.check(response.errorCode(), null);
            return response;
          });
    } catch (ServerErrorException e) {
      afterRefusedHeartbeat(e);
    } catch (ConnectionException e) {
      pace.retryHeartbeatSoon();
    } catch (ClientException e) {
      refusal = e;
    }
  }

  private void afterRefusedHeartbeat(ServerErrorException e) {
    switch (e.code()) {
      case REBALANCE_IN_PROGRESS -> mustRejoin = true;
      case UNKNOWN_MEMBER_ID -> {
        forgetMembership();
        hasLostAll = true;
        mustRejoin = true;
      }
      case ILLEGAL_GENERATION -> {
        generation = NO_GENERATION;
        hasLostAll = true;
        mustRejoin = true;
      }
      default -> {
        if (e.isRetriable()) {
          pace.retryHeartbeatSoon();
        } else {
          hasLostAll = true;
          refusal = e;
        }
      }
    }
  }

  @Override
  public Committer committer() {
    return new Committer(memberId, generation, config.instanceId());
  }

  /** A static member goes silently: it is expected back, and keeps its partitions until then. */
  @Override
  public void leave() {
    if (!memberId.isEmpty() && config.instanceId() == null) {
      sendLeave();
    }
    forgetMembership();
  }

  private void sendLeave() {
    try {
      routing.once(
          config.groupId(),
          coordinator ->
              coordinator
                  .send(
                      new LeaveGroupRequest().groupId(config.groupId()).memberId(memberId),
                      LeaveGroupResponse.class,
                      LEAVE_CEILING)
                  .await());
    } catch (ClientException e) {
      // The group finds out by itself, when the session is over.
    }
  }
}
