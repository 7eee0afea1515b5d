package io.barnabas.client.group;

import io.barnabas.client.ClientException;
import io.barnabas.client.Cluster;
import io.barnabas.client.ServerErrorException;
import io.barnabas.client.TopicPartition;
import io.barnabas.protocol.message.ConsumerGroupHeartbeatRequest;
import io.barnabas.protocol.message.ConsumerGroupHeartbeatResponse;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A member of a group of the consumer protocol (KIP-848): heartbeats bring what it is to own, it
 * changes to that in its own time, and tells so in the next heartbeat. Nobody waits for the others.
 * For one thread at a time.
 */
final class ConsumerMembership implements Membership {
  private final GroupConfig config;
  private final GroupRouting routing;
  private final TopicNames topicNames;
  private final ConsumerHeartbeats heartbeats;
  private final JoinPatience patience;
  private final Pace pace;
  private final String memberId;

  private int epoch = ConsumerHeartbeats.JOIN_EPOCH;
  private boolean hasLostAll;
  private Set<TopicPartition> owned = Set.of();
  private @Nullable List<ConsumerGroupHeartbeatResponse.TopicPartitions> target;
  private @Nullable ClientException passing;
  private @Nullable ClientException refusal;

  ConsumerMembership(
      Cluster cluster,
      GroupRouting routing,
      GroupConfig config,
      Subscription subscription,
      String memberId,
      LongSupplier nanos) {
    this.config = config;
    this.routing = routing;
    this.memberId = memberId;
    this.topicNames = new TopicNames(cluster);
    this.heartbeats = new ConsumerHeartbeats(config, subscription, topicNames, memberId);
    this.patience = new JoinPatience(cluster.config(), nanos);
    this.pace = new Pace(config.timing(), nanos);
  }

  @Override
  public void poll(PartitionOwner owner) {
    pace.polled();
    beatIfDue();
    if (hasLostAll) {
      owner.lose(owner.owned());
      owned = Set.of();
      hasLostAll = false;
      pace.heartbeatNow();
      beatIfDue();
    }
    failOrPause();
    reconcile(owner);
  }

  private void failOrPause() {
    if (refusal != null) {
      throw refusal;
    }
    if (passing != null) {
      patience.pauseOrThrow(passing);
    }
  }

  /**
   * Changes to what is to be. Telling that it is done may at once bring the next step. A topic that
   * metadata does not know yet is tried again in the next poll.
   */
  private void reconcile(PartitionOwner owner) {
    boolean goesOn = true;
    while (goesOn && target != null) {
      List<ConsumerGroupHeartbeatResponse.TopicPartitions> goal = target;
      Set<TopicPartition> wanted = topicNames.named(goal);
      target = topicNames.knowsAll(goal) ? null : goal;
      PartitionChange.between(owner.owned(), wanted).applyTo(owner);
      owned = new TreeSet<>(owner.owned());
      goesOn = heartbeats.isNews(owned);
      if (goesOn) {
        pace.heartbeatNow();
        beatIfDue();
      }
    }
  }

  @Override
  public long beat() {
    if (pace.isPollOverdue() && epoch != ConsumerHeartbeats.JOIN_EPOCH) {
      leave();
      hasLostAll = true;
    } else if (epoch != ConsumerHeartbeats.JOIN_EPOCH) {
      beatIfDue();
    }
    return pace.msUntilHeartbeat();
  }

  /** A member that has lost all joins again when its owner has stopped reading. */
  private void beatIfDue() {
    if (!hasLostAll && refusal == null && pace.isHeartbeatDue()) {
      pace.heartbeatSent();
      try {
        accept(send(heartbeats.next(epoch, owned)));
      } catch (ClientException e) {
        heartbeats.tellAllAgain();
        afterFailure(e);
      }
    }
  }

  private ConsumerGroupHeartbeatResponse send(ConsumerGroupHeartbeatRequest request) {
    return routing.once(
        config.groupId(),
        coordinator -> {
          ConsumerGroupHeartbeatResponse response =
              coordinator.ask(request, ConsumerGroupHeartbeatResponse.class);
          ServerErrorException.check(response.errorCode(), response.errorMessage());
          return response;
        });
  }

  private void accept(ConsumerGroupHeartbeatResponse response) {
    patience.succeeded();
    passing = null;
    epoch = response.memberEpoch();
    pace.interval(response.heartbeatIntervalMs());
    pace.heartbeatSent();
    ConsumerGroupHeartbeatResponse.Assignment assignment = response.assignment();
    if (assignment != null) {
      target = assignment.topicPartitions();
    }
  }

  private void afterFailure(ClientException e) {
    if (e instanceof ServerErrorException answered) {
      switch (answered.code()) {
        case UNKNOWN_MEMBER_ID, FENCED_MEMBER_EPOCH, GROUP_ID_NOT_FOUND -> {
          epoch = ConsumerHeartbeats.JOIN_EPOCH;
          target = null;
          hasLostAll = true;
        }
        default -> keep(e);
      }
    } else {
      keep(e);
    }
    pace.retryHeartbeatSoon();
  }

  private void keep(ClientException e) {
    if (e.isRetriable()) {
      passing = e;
    } else {
      refusal = e;
    }
  }

  @Override
  public Committer committer() {
    return new Committer(memberId, epoch, config.instanceId());
  }

  @Override
  public void leave() {
    try {
      if (epoch != ConsumerHeartbeats.JOIN_EPOCH) {
        send(heartbeats.last());
      }
    } catch (ClientException e) {
      // The group finds out by itself, when the session is over.
    } finally {
      epoch = ConsumerHeartbeats.JOIN_EPOCH;
    }
  }
}
