package io.barnabas.simulator.group;

import io.barnabas.environment.simulated.SeededRandomness;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.HeartbeatResponse;
import io.barnabas.protocol.message.JoinGroupResponse;
import io.barnabas.protocol.message.LeaveGroupResponse;
import io.barnabas.protocol.message.SyncGroupResponse;
import io.barnabas.simulator.WireClient;
import io.barnabas.simulator.group.ClassicRequests.Release;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A consumer that speaks the classic protocol. It gives everything up before it rejoins, unless its
 * group is a cooperative one: then it gives up what it is told to, and rejoins to say so.
 */
final class ClassicMember implements Member {
  private static final int PAUSE_MS = 200;

  private final GroupWorld world;
  private final GroupKind kind;
  private final ClassicRequests requests;
  private final SeededRandomness chance;
  private final WireClient client;
  private final Commits commits;
  private String memberId = "";
  private int generation = -1;
  private SortedSet<Place> owned = Collections.emptySortedSet();

  /** What there was when it assigned; null when others lead. */
  private @Nullable SortedSet<Place> assigned;

  private boolean settled;

  ClassicMember(GroupWorld world, String group, GroupKind kind, @Nullable String instanceId) {
    this.world = world;
    this.kind = kind;
    chance = world.newChance();
    client = world.newClient();
    Release release = instanceId == null ? anyRelease() : Release.NEW;
    requests = new ClassicRequests(group, kind, instanceId, release);
    commits = new Commits(world, group, client, release.commit());
  }

  private Release anyRelease() {
    return List.of(Release.OLD, Release.MIDDLE, Release.NEW).get(chance.nextInt(3));
  }

  void start() {
    world.later(chance, PAUSE_MS, this::join);
  }

  @Override
  public String group() {
    return requests.group();
  }

  @Override
  public boolean isSettled() {
    return settled;
  }

  @Override
  public int epoch() {
    return generation;
  }

  @Override
  public SortedSet<Place> owned() {
    return owned;
  }

  @Override
  public String toString() {
    return "member %s in generation %d of %s".formatted(memberId, generation, group());
  }

  private void join() {
    settled = false;
    if (!world.isRunning()) {
      start();
      return;
    }
    if (kind != GroupKind.COOPERATIVE) {
      giveUp();
    }
    client.ask(
        requests.release().join(),
        requests.join(memberId, world.topics(), owned),
        JoinGroupResponse.class,
        this::onJoined,
        this::start);
  }

  private void giveUp() {
    world.owners().givenUp(group(), owner(), owned);
    owned = Collections.emptySortedSet();
  }

  private void onJoined(JoinGroupResponse answer) {
    if (answer.errorCode() == ErrorCode.MEMBER_ID_REQUIRED.code()) {
      memberId = answer.memberId();
      join();
      return;
    }
    switch (world.reply(answer.errorCode(), answer)) {
      case DONE -> {
        memberId = answer.memberId();
        generation = answer.generationId();
        sync(answer);
      }
      case TRY_AGAIN, REJOIN -> start();
      case BEGIN_ANEW -> beginAnew();
    }
  }

  private void sync(JoinGroupResponse joined) {
    SortedSet<Place> places = world.places();
    boolean leads = joined.leader().equals(memberId);
    // A leader that need not assign does not know what its predecessor knew.
    assigned = leads ? (joined.skipAssignment() ? Collections.emptySortedSet() : places) : null;
    client.ask(
        requests.release().sync(),
        requests.sync(joined, places),
        SyncGroupResponse.class,
        this::onSynced,
        this::start);
  }

  private void onSynced(SyncGroupResponse answer) {
    switch (world.reply(answer.errorCode(), answer)) {
      case DONE -> {
        boolean gaveUp = take(EmbeddedProtocol.places(answer.assignment()));
        if (kind.isClassic()) {
          world.generations().assigned(group(), generation, owner(), owned);
        }
        if (gaveUp) {
          start();
        } else {
          settled = true;
          goOn();
        }
      }
      case TRY_AGAIN, REJOIN -> start();
      case BEGIN_ANEW -> beginAnew();
    }
  }

  /** Whether there was something to give up, which others wait for. */
  private boolean take(SortedSet<Place> target) {
    SortedSet<Place> lost = new TreeSet<>(owned);
    lost.removeAll(target);
    SortedSet<Place> gained = new TreeSet<>(target);
    gained.removeAll(owned);
    world.owners().givenUp(group(), owner(), lost);
    world.owners().given(group(), owner(), gained, world.nowNs());
    owned = target;
    return !lost.isEmpty();
  }

  /** Who takes a static member's place has what it had, in the same generation (KIP-345). */
  private String owner() {
    return requests.instanceId() == null ? memberId : requests.instanceId();
  }

  private void beginAnew() {
    giveUp();
    world.owners().gone(group(), owner());
    memberId = "";
    generation = -1;
    assigned = null;
    start();
  }

  private void goOn() {
    world.later(chance, 2 * GroupWorld.HEARTBEAT_MS, this::act);
  }

  private void act() {
    if (!world.isRunning()) {
      goOn();
      return;
    }
    if (assigned != null && !assigned.equals(world.places())) {
      // The leader sees new partitions, and lets them be assigned.
      join();
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

  private void beat() {
    if (world.isRunning()) {
      heartbeat();
    } else {
      goOn();
    }
  }

  private void heartbeat() {
    long sentNs = world.nowNs();
    client.ask(
        requests.release().heartbeat(),
        requests.heartbeat(memberId, generation),
        HeartbeatResponse.class,
        answer -> {
          Replies reply = world.reply(answer.errorCode(), answer);
          if (reply == Replies.DONE) {
            world.countDone();
            world.owners().heard(group(), owner(), sentNs);
          }
          onReply(reply);
        },
        this::goOn);
  }

  private void commit() {
    if (!world.isRunning()) {
      goOn();
      return;
    }
    if (owned.isEmpty()) {
      heartbeat();
      return;
    }
    commits.send(chance, List.copyOf(owned), memberId, generation, this::onCommitted);
  }

  /** In a group of both protocols only heartbeats keep a member. */
  private void onCommitted(Replies reply) {
    if (kind == GroupKind.MIXED && reply == Replies.DONE) {
      world.later(chance, PAUSE_MS, this::beat);
    } else {
      onReply(reply);
    }
  }

  private void onReply(Replies reply) {
    switch (reply) {
      case DONE, TRY_AGAIN -> goOn();
      case REJOIN -> join();
      case BEGIN_ANEW -> beginAnew();
    }
  }

  private void leave() {
    settled = false;
    giveUp();
    world.owners().gone(group(), owner());
    client.ask(
        requests.release().leave(),
        requests.leave(memberId),
        LeaveGroupResponse.class,
        answer -> beginAnew(),
        this::beginAnew);
  }

  /** Its connection breaks and it says nothing any more; another process may take its place. */
  private void crash() {
    settled = false;
    client.drop();
    if (requests.instanceId() != null) {
      // Its successor says in its name that it owns nothing.
      giveUp();
    }
    ClassicMember next = new ClassicMember(world, group(), kind, requests.instanceId());
    world.replace(this, next);
    next.start();
  }
}
