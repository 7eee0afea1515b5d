package io.barnabas.simulator.group;

import io.barnabas.environment.simulated.SeededRandomness;
import io.barnabas.protocol.message.ConsumerGroupHeartbeatRequest;
import io.barnabas.protocol.message.ConsumerGroupHeartbeatRequest.TopicPartitions;
import io.barnabas.protocol.message.ConsumerGroupHeartbeatResponse;
import io.barnabas.protocol.primitive.Uuid;
import io.barnabas.simulator.WireClient;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A consumer that speaks the protocol of KIP-848. It subscribes to the topics by their names, or by
 * an expression that matches them.
 */
final class ConsumerMember implements Member {
  private static final int PAUSE_MS = 200;
  private static final int HEARTBEAT_VERSION = 1;
  private static final int COMMIT_VERSION = 9;
  private static final int JOINING = 0;
  private static final int LEAVING = -1;

  /** Of a static member that will be back (KIP-345). */
  private static final int LEAVING_FOR_A_WHILE = -2;

  private static final String ALL_TOPICS = "topic[0-9]+";

  private final GroupWorld world;
  private final String group;
  private final SeededRandomness chance;
  private final WireClient client;
  private final Commits commits;
  private final @Nullable String instanceId;
  private final boolean byExpression;
  private String memberId;
  private int epoch = JOINING;
  private SortedSet<Place> owned = Collections.emptySortedSet();

  /** Given up, but that has not been said. */
  private SortedSet<Place> givingUp = Collections.emptySortedSet();

  /** Null until it has been heard of an assignment. */
  private @Nullable SortedSet<Place> acknowledged;

  ConsumerMember(GroupWorld world, String group, @Nullable String instanceId) {
    this.world = world;
    this.group = group;
    chance = world.newChance();
    client = world.newClient();
    commits = new Commits(world, group, client, COMMIT_VERSION);
    this.instanceId = instanceId;
    byExpression = chance.chance(300);
    memberId = anyMemberId();
  }

  private String anyMemberId() {
    return new Uuid(chance.nextLong(), chance.nextLong()).toString();
  }

  /** Who takes a static member's place has what it had. */
  private String owner() {
    return instanceId == null ? memberId : instanceId;
  }

  void start() {
    world.later(chance, PAUSE_MS, this::heartbeat);
  }

  @Override
  public String group() {
    return group;
  }

  @Override
  public String toString() {
    return "member %s in epoch %d of %s".formatted(memberId, epoch, group);
  }

  @Override
  public boolean isSettled() {
    return epoch > JOINING && owned.equals(acknowledged);
  }

  @Override
  public int epoch() {
    return epoch;
  }

  @Override
  public SortedSet<Place> owned() {
    return owned;
  }

  private void goOn() {
    world.later(chance, 2 * GroupWorld.HEARTBEAT_MS, this::act);
  }

  private void act() {
    if (!world.isRunning()) {
      goOn();
      return;
    }
    switch (Moods.any(chance, world.isWild())) {
      case HEARTBEAT -> heartbeat();
      case COMMIT -> commit();
      case LEAVE -> leave();
      case CRASH -> crash();
      case STALL -> world.later(chance, 3 * GroupWorld.SESSION_MS, this::commit);
    }
  }

  private void heartbeat() {
    if (!world.isRunning()) {
      start();
      return;
    }
    long sentNs = world.nowNs();
    client.ask(
        HEARTBEAT_VERSION,
        request(),
        ConsumerGroupHeartbeatResponse.class,
        answer -> onAnswer(sentNs, answer),
        this::start);
  }

  /** Everything is said every time: an answer that was lost may have changed what counts. */
  private ConsumerGroupHeartbeatRequest request() {
    acknowledged = owned;
    world.owners().givenUp(group, owner(), givingUp);
    givingUp = Collections.emptySortedSet();
    List<TopicPartitions> partitions = new ArrayList<>();
    EmbeddedProtocol.byTopic(owned)
        .forEach(
            (topic, numbers) ->
                partitions.add(
                    new TopicPartitions().topicId(world.topicId(topic)).partitions(numbers)));
    return subscribed(
        new ConsumerGroupHeartbeatRequest()
            .groupId(group)
            .memberId(memberId)
            .instanceId(instanceId)
            .memberEpoch(epoch)
            .rebalanceTimeoutMs(GroupWorld.REBALANCE_MS)
            .topicPartitions(partitions));
  }

  private ConsumerGroupHeartbeatRequest subscribed(ConsumerGroupHeartbeatRequest request) {
    return byExpression
        ? request.subscribedTopicNames(List.of()).subscribedTopicRegex(ALL_TOPICS)
        : request.subscribedTopicNames(world.topics());
  }

  private void onAnswer(long sentNs, ConsumerGroupHeartbeatResponse answer) {
    switch (world.reply(answer.errorCode(), answer)) {
      case DONE -> {
        world.countDone();
        world.owners().heard(group, owner(), sentNs);
        epoch = answer.memberEpoch();
        if (answer.assignment() == null) {
          goOn();
        } else {
          take(answer.assignment());
        }
      }
      case TRY_AGAIN, REJOIN -> start();
      case BEGIN_ANEW -> beginAnew();
    }
  }

  /** What is to go is given up at once, and said so. */
  private void take(ConsumerGroupHeartbeatResponse.Assignment assignment) {
    SortedSet<Place> target = new TreeSet<>();
    for (var topic : assignment.topicPartitions()) {
      String name = world.topicName(topic.topicId());
      topic.partitions().forEach(number -> target.add(new Place(name, number)));
    }
    SortedSet<Place> gained = new TreeSet<>(target);
    gained.removeAll(owned);
    SortedSet<Place> lost = new TreeSet<>(owned);
    lost.removeAll(target);
    world.owners().given(group, owner(), gained, world.nowNs());
    givingUp = lost;
    boolean changed = !target.equals(owned);
    owned = target;
    if (changed) {
      world.later(chance, PAUSE_MS, this::heartbeat);
    } else {
      goOn();
    }
  }

  private void beginAnew() {
    forgetAll();
    start();
  }

  private void forgetAll() {
    world.owners().givenUp(group, owner(), owned);
    world.owners().givenUp(group, owner(), givingUp);
    givingUp = Collections.emptySortedSet();
    world.owners().gone(group, owner());
    owned = Collections.emptySortedSet();
    acknowledged = null;
    epoch = JOINING;
  }

  private void commit() {
    if (owned.isEmpty() || !world.isRunning()) {
      heartbeat();
      return;
    }
    commits.send(chance, List.copyOf(owned), memberId, epoch, this::onCommitted);
  }

  /** A stale epoch is learnt by the next heartbeat, and only heartbeats keep a member (KIP-848). */
  private void onCommitted(Replies reply) {
    switch (reply) {
      case DONE, TRY_AGAIN, REJOIN -> start();
      case BEGIN_ANEW -> beginAnew();
    }
  }

  private void leave() {
    boolean forAWhile = instanceId != null && chance.chance(500);
    ConsumerGroupHeartbeatRequest request =
        new ConsumerGroupHeartbeatRequest()
            .groupId(group)
            .memberId(memberId)
            .instanceId(instanceId)
            .memberEpoch(forAWhile ? LEAVING_FOR_A_WHILE : LEAVING);
    forgetAll();
    if (forAWhile) {
      // Its process will be another one.
      memberId = anyMemberId();
    }
    client.ask(
        HEARTBEAT_VERSION,
        request,
        ConsumerGroupHeartbeatResponse.class,
        answer -> start(),
        this::start);
  }

  /** Its connection breaks and it says nothing any more; another process takes its place. */
  private void crash() {
    client.drop();
    if (instanceId != null) {
      // Its successor says in its name that it owns nothing.
      world.owners().givenUp(group, instanceId, owned);
      world.owners().givenUp(group, instanceId, givingUp);
    }
    ConsumerMember next = new ConsumerMember(world, group, instanceId);
    world.replace(this, next);
    next.start();
  }
}
