package io.barnabas.coordinator.group.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.environment.simulated.SeededRandomness;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Members come, go, are silent and lose answers; topics change; writes fail; brokers take over. */
final class ConsumerGroupsPropertyTest {
  private static final List<String> NAMES = List.of("orders", "bills", "letters");

  @Property(tries = 100)
  void noPartitionHasTwoReadersAndAllHaveOneInTheEnd(@ForAll long seed) {
    SeededRandomness random = new SeededRandomness(seed);
    SimulatedGroup group = new SimulatedGroup();
    group.stage().pass(1_000);
    NAMES.forEach(name -> group.topics().create(name, 1 + random.nextInt(6)));
    for (int step = 0; step < 150; step++) {
      disturb(group, random, step);
      group.check();
    }
    group.settle();
    group.checkSettled();
  }

  @Property(tries = 50)
  void epochsNeverGoBackAndAnotherBrokerKnowsTheSame(@ForAll long seed) {
    SeededRandomness random = new SeededRandomness(seed);
    SimulatedGroup group = new SimulatedGroup();
    group.stage().pass(1_000);
    NAMES.forEach(name -> group.topics().create(name, 1 + random.nextInt(6)));
    for (int step = 0; step < 100; step++) {
      act(group, random, step);
      group.checkEpochs();
    }
    String before = description(group);
    group.stage().runtime().reload();
    assertThat(description(group)).isEqualTo(before);
  }

  private static String description(SimulatedGroup group) {
    return group.stage().runtime().machine().consumer().describe("g").toString();
  }

  private static void disturb(SimulatedGroup group, SeededRandomness random, int step) {
    switch (random.nextInt(30)) {
      case 0 -> group.stage().runtime().holdWrites();
      case 1, 2 -> group.stage().runtime().commitWrites();
      case 3 -> group.failWrites();
      case 4 -> group.stage().runtime().reload();
      default -> act(group, random, step);
    }
  }

  private static void act(SimulatedGroup group, SeededRandomness random, int step) {
    switch (random.nextInt(24)) {
      case 0, 1 -> group.add(newMember(random, step));
      case 2 -> someone(group, random, group::crash);
      case 3 -> someone(group, random, member -> group.leave(member, CurrentAssignment.LEFT));
      case 4 -> someone(group, random, member -> member.subscribe(someTopics(random)));
      case 5 -> group.stage().pass(random.nextInt(40_000));
      case 6 -> {
        String name = NAMES.get(random.nextInt(NAMES.size()));
        group.topics().grow(name, group.topics().get().find(name).partitionCount() + 1);
      }
      case 7 -> recreate(group, random);
      case 8, 9, 10 -> group.stage().pass(random.nextInt(1_500));
      default -> someone(group, random, member -> group.heartbeat(member, random.nextInt(6) == 0));
    }
  }

  private static void recreate(SimulatedGroup group, SeededRandomness random) {
    String name = NAMES.get(random.nextInt(NAMES.size()));
    group.topics().delete(name);
    group.topics().create(name, 1 + random.nextInt(4));
  }

  private static SimulatedMember newMember(SeededRandomness random, int step) {
    String instance = random.nextInt(4) == 0 ? "i" + random.nextInt(3) : null;
    return new SimulatedMember("m" + step, instance, someTopics(random));
  }

  private static List<String> someTopics(SeededRandomness random) {
    List<String> topics = new ArrayList<>(NAMES);
    topics.removeIf(name -> random.nextInt(3) == 0);
    return topics.isEmpty() ? NAMES : topics;
  }

  private static void someone(
      SimulatedGroup group, SeededRandomness random, Consumer<SimulatedMember> action) {
    List<SimulatedMember> members = group.members();
    if (!members.isEmpty()) {
      action.accept(members.get(random.nextInt(members.size())));
    }
  }
}
