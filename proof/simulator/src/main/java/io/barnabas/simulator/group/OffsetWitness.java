package io.barnabas.simulator.group;

import io.barnabas.environment.simulated.SeededRandomness;
import io.barnabas.protocol.message.OffsetFetchRequest;
import io.barnabas.protocol.message.OffsetFetchRequest.OffsetFetchRequestGroup;
import io.barnabas.protocol.message.OffsetFetchResponse;
import io.barnabas.protocol.message.OffsetFetchResponse.OffsetFetchResponseGroup;
import io.barnabas.simulator.WireClient;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Looks at the committed offsets of a group from outside, again and again. */
final class OffsetWitness {
  private static final int PAUSE_MS = 500;
  private static final int VERSION = 9;

  private final GroupWorld world;
  private final String group;
  private final SeededRandomness chance;
  private final WireClient client;
  private int looks;

  OffsetWitness(GroupWorld world, String group) {
    this.world = world;
    this.group = group;
    chance = world.newChance();
    client = world.newClient();
  }

  void start() {
    world.later(chance, PAUSE_MS, this::look);
  }

  /** How often it has seen the offsets. */
  int looks() {
    return looks;
  }

  private void look() {
    if (!world.isRunning()) {
      start();
      return;
    }
    Map<Place, Long> least = new TreeMap<>();
    world.places().forEach(place -> least.put(place, world.offsets().least(group, place)));
    OffsetFetchRequest request =
        new OffsetFetchRequest()
            .groups(List.of(new OffsetFetchRequestGroup().groupId(group).topics(null)));
    client.ask(
        VERSION,
        request,
        OffsetFetchResponse.class,
        answer -> onAnswer(least, answer.groups().getFirst()),
        this::start);
  }

  private void onAnswer(Map<Place, Long> least, OffsetFetchResponseGroup answer) {
    if (world.reply(answer.errorCode(), answer) == Replies.DONE) {
      Map<Place, Long> found = new TreeMap<>();
      for (var topic : answer.topics()) {
        topic
            .partitions()
            .forEach(
                p -> found.put(new Place(topic.name(), p.partitionIndex()), p.committedOffset()));
      }
      least.forEach(
          (place, offset) ->
              world
                  .offsets()
                  .fetched(group, place, found.getOrDefault(place, CommittedOffsets.NONE), offset));
      looks++;
    }
    start();
  }
}
