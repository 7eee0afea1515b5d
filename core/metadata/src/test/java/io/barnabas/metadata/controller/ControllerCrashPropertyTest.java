package io.barnabas.metadata.controller;

import static io.barnabas.metadata.controller.ControllerFixture.creation;
import static io.barnabas.metadata.controller.ControllerFixture.topic;
import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.environment.simulated.FaultPlan;
import io.barnabas.environment.simulated.FaultPlan.Fault;
import io.barnabas.metadata.image.ClusterImage;
import io.barnabas.metadata.image.ConfigResource;
import io.barnabas.metadata.image.ImageDelta;
import io.barnabas.protocol.message.CreatePartitionsRequest;
import io.barnabas.protocol.message.CreatePartitionsRequest.CreatePartitionsTopic;
import io.barnabas.protocol.message.DeleteTopicsRequest;
import io.barnabas.protocol.message.IncrementalAlterConfigsRequest;
import io.barnabas.protocol.message.IncrementalAlterConfigsRequest.AlterConfigsResource;
import io.barnabas.protocol.message.IncrementalAlterConfigsRequest.AlterableConfig;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Random commands, and the machine stopping at any operation of its disk. */
class ControllerCrashPropertyTest {
  private static final int TOPICS = 12;
  private static final Map<String, String> SMALL_SNAPSHOTS =
      Map.of("metadata.log.max.record.bytes.between.snapshots", "1500");

  private static Command<?> command(Random random) {
    String name = "topic-" + random.nextInt(TOPICS);
    return switch (random.nextInt(5)) {
      case 0 -> new Command.DeleteTopics(new DeleteTopicsRequest().topicNames(List.of(name)));
      case 1 ->
          new Command.CreatePartitions(
              new CreatePartitionsRequest()
                  .topics(
                      List.of(
                          new CreatePartitionsTopic()
                              .name(name)
                              .count(1 + random.nextInt(8))
                              .assignments(null))));
      case 2 -> alteration(random, name);
      default -> creation(topic(name, 1 + random.nextInt(4), 1 + random.nextInt(2)));
    };
  }

  private static Command<?> alteration(Random random, String name) {
    AlterableConfig change =
        new AlterableConfig()
            .name("retention.ms")
            .configOperation((byte) random.nextInt(2))
            .value(Integer.toString(random.nextInt(1000)));
    return new Command.IncrementalAlterConfigs(
        new IncrementalAlterConfigsRequest()
            .resources(
                List.of(
                    new AlterConfigsResource()
                        .resourceType(ConfigResource.Type.TOPIC.id())
                        .resourceName(name)
                        .configs(List.of(change)))));
  }

  @Property(tries = 60)
  void theImageAfterARestartIsTheImageBefore(@ForAll long seed) {
    Random random = new Random(seed);
    ControllerFixture fixture = new ControllerFixture(seed, SMALL_SNAPSHOTS);
    fixture.registerBrokers(1, 2);
    for (int i = 0; i < 40; i++) {
      fixture.run(command(random));
      if (random.nextInt(15) == 0) {
        ClusterImage before = fixture.controller.image();
        fixture.crashAndReopen();
        assertThat(fixture.controller.image()).isEqualTo(before);
        fixture.registerBrokers(1, 2);
      }
    }
    assertThat(replayed(fixture.controller.image())).isEqualTo(fixture.controller.image());
  }

  private static ClusterImage replayed(ClusterImage image) {
    ImageDelta delta = new ImageDelta(ClusterImage.empty(image.clusterId()));
    image.forEachRecord(delta::replay);
    return delta.applyUpTo(image.offset());
  }

  /** Images by their offset: what was shown must be there, at the same place, ever after. */
  @Property(tries = 120)
  void nothingThatWasShownIsLostInACrash(@ForAll long seed) {
    Random random = new Random(seed);
    ControllerFixture fixture = new ControllerFixture(seed, SMALL_SNAPSHOTS);
    fixture.registerBrokers(1, 2);
    for (int crash = 0; crash < 4; crash++) {
      TreeMap<Long, ClusterImage> shown = new TreeMap<>();
      shown.put(fixture.controller.image().offset(), fixture.controller.image());
      fixture.controller.addListener((before, after, delta) -> shown.put(after.offset(), after));
      long fatal = fixture.simulation.volume.operations() + 1 + random.nextInt(40);
      fixture.simulation.volume.setFaults(FaultPlan.onOperation(fatal, Fault.CRASH));
      for (int i = 0; i < 60; i++) {
        fixture.submit(command(random));
        fixture.simulation.world.runFor(random.nextInt(400_000));
      }
      fixture.simulation.world.runFor(10_000_000_000L);
      fixture.simulation.volume.setFaults(FaultPlan.NONE);
      fixture.crashAndReopen();
      ClusterImage recovered = fixture.controller.image();
      assertThat(recovered.offset()).isGreaterThanOrEqualTo(shown.lastKey());
      if (recovered.offset() == shown.lastKey()) {
        assertThat(recovered).isEqualTo(shown.lastEntry().getValue());
      }
      fixture.registerBrokers(1, 2);
    }
  }
}
