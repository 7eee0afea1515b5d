package io.barnabas.simulator.group;

import io.barnabas.environment.simulated.FaultPlan;
import io.barnabas.environment.simulated.SeededRandomness;
import io.barnabas.environment.simulated.SimulatedWorld;
import io.barnabas.simulator.Simulation.Outcome;
import io.barnabas.simulator.Violation;
import io.barnabas.simulator.Watch;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One seed of a group simulation. */
final class GroupRun {
  private static final long SECOND = 1_000_000_000L;
  private static final long TIME_TO_SETTLE = 60 * SECOND;

  /** In which the coordinator gives up whoever is gone. */
  private static final long TIME_TO_FORGET = 10 * SECOND;

  private static final long TIME_AT_REST = 3 * SECOND;

  private final SimulatedWorld world;
  private final SeededRandomness chance;
  private final GroupWorld groups;
  private final BrokerLives lives;
  private final int firstKind;
  private final List<OffsetWitness> witnesses = new ArrayList<>();

  GroupRun(long seed, FaultPlan flaw) {
    Watch watch = new Watch();
    world = new SimulatedWorld(seed);
    chance = world.randomness().fork();
    groups = new GroupWorld(world, watch);
    firstKind = chance.nextInt(GroupKind.values().length);
    lives = new BrokerLives(world, watch, groups, flaw);
  }

  Outcome outcome() {
    String summary =
        "%d lives, %d members, %d requests went well"
            .formatted(lives.count(), groups.members().size(), groups.done());
    return new Outcome(world.trace().hash(), summary);
  }

  /** Groups with so many members in all. */
  void open(int memberCount) {
    lives.begin();
    Topics topics = new Topics(groups, groups.newClient(), chance);
    topics.create();
    lives.require(topics::isReady, "There are no topics or no coordinator");
    new PartitionGrowth(groups, groups.newClient(), chance).start();
    int groupCount = 1 + chance.nextInt(4);
    for (int group = 0; group < groupCount; group++) {
      OffsetWitness witness = new OffsetWitness(groups, groupName(group));
      witness.start();
      witnesses.add(witness);
    }
    for (int i = 0; i < memberCount; i++) {
      join(i % groupCount, i);
    }
  }

  private GroupKind kind(int group) {
    GroupKind[] kinds = GroupKind.values();
    return kinds[(group + firstKind) % kinds.length];
  }

  private String groupName(int group) {
    return kind(group).name().toLowerCase(Locale.ROOT) + group;
  }

  private void join(int group, int number) {
    boolean classic =
        switch (kind(group)) {
          case CLASSIC, COOPERATIVE -> true;
          case CONSUMER -> false;
          case MIXED -> chance.chance(800);
        };
    @Nullable String instanceId = chance.chance(200) ? "instance" + number : null;
    if (classic) {
      ClassicMember member = new ClassicMember(groups, groupName(group), kind(group), instanceId);
      groups.add(member);
      member.start();
    } else {
      ConsumerMember member = new ConsumerMember(groups, groupName(group), instanceId);
      groups.add(member);
      member.start();
    }
  }

  /** Members and the broker do what they like; nothing wrong may be seen. */
  void safetyPhase() {
    int count = 1 + chance.nextInt(3);
    for (int life = 0; life < count; life++) {
      lives.work(chance.nextLong(8 * SECOND), true);
      lives.end();
      lives.begin();
    }
    lives.work(chance.nextLong(8 * SECOND), true);
  }

  /** With no more faults every group must settle, stay so, and its offsets be seen. */
  void livenessPhase() {
    groups.calm();
    lives.work(TIME_TO_FORGET, false);
    Settlement settlement = new Settlement(groups);
    if (!lives.run(settlement::isReached, TIME_TO_SETTLE)) {
      throw new Violation("The groups do not settle: " + settlement.missing());
    }
    rest(settlement);
  }

  private void rest(Settlement settlement) {
    List<Integer> before = epochs();
    List<Integer> looksBefore = witnesses.stream().map(OffsetWitness::looks).toList();
    lives.work(TIME_AT_REST, false);
    if (!settlement.isReached() || !epochs().equals(before)) {
      throw new Violation("The groups do not stay settled: " + before + " is " + epochs());
    }
    for (int i = 0; i < witnesses.size(); i++) {
      if (witnesses.get(i).looks() <= looksBefore.get(i)) {
        throw new Violation("The offsets of a group can't be fetched");
      }
    }
  }

  private List<Integer> epochs() {
    return groups.members().stream().map(Member::epoch).toList();
  }
}
