package io.barnabas.metadata.controller;

import static io.barnabas.metadata.controller.ControllerFixture.creation;
import static io.barnabas.metadata.controller.ControllerFixture.topic;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnabas.environment.Volume.Entry;
import io.barnabas.environment.simulated.FaultPlan.Fault;
import io.barnabas.environment.simulated.FaultPlan.Kind;
import io.barnabas.metadata.image.ClusterImage;
import io.barnabas.metadata.store.MetadataStoreException;
import io.barnabas.metadata.store.NotLeaderException;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.CreateTopicsResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ControllerTest {
  @Test
  void aNewClusterHasItsMetadataLevel() {
    ControllerFixture fixture = new ControllerFixture();
    assertThat(fixture.controller.image().features())
        .isEqualTo(Map.of("metadata.version", (short) 33));
    assertThat(fixture.controller.image().clusterId()).isEqualTo("cluster");
    fixture.crashAndReopen();
    assertThat(fixture.controller.image().offset()).isZero();
  }

  @Test
  void aCommandSeesWhatTheOnesBeforeItWillHaveDone() {
    ControllerFixture fixture = new ControllerFixture();
    fixture.registerBrokers(1);
    List<CompletableFuture<CreateTopicsResponse>> responses = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      responses.add(fixture.submit(creation(topic("t", 1, 1))));
    }
    fixture.create(topic("last", 1, 1));
    assertThat(responses)
        .extracting(response -> response.join().topics().getFirst().errorCode())
        .containsExactly(
            (short) 0,
            ErrorCode.TOPIC_ALREADY_EXISTS.code(),
            ErrorCode.TOPIC_ALREADY_EXISTS.code());
  }

  @Test
  void commandsThatComeTogetherAreSyncedTogether() {
    ControllerFixture fixture = new ControllerFixture();
    fixture.registerBrokers(1);
    AtomicInteger syncs = new AtomicInteger();
    fixture.simulation.volume.setFaults(
        operation -> {
          if (operation.kind() == Kind.SYNC) {
            syncs.incrementAndGet();
          }
          return Fault.NONE;
        });
    for (int i = 0; i < 300; i++) {
      fixture.submit(creation(topic("topic-" + i, 4, 1)));
    }
    fixture.create(topic("last", 1, 1));
    assertThat(fixture.controller.image().topics().size()).isEqualTo(301);
    assertThat(syncs.get()).isLessThan(10);
  }

  @Test
  void anImageIsNeverShownBeforeItIsOnDisk() {
    ControllerFixture fixture = new ControllerFixture();
    fixture.registerBrokers(1);
    CompletableFuture<CreateTopicsResponse> response = fixture.submit(creation(topic("t", 1, 1)));
    fixture.simulation.volume.setFaults(
        operation -> operation.kind() == Kind.SYNC ? Fault.CRASH : Fault.NONE);
    fixture.simulation.world.runFor(1_000_000_000L);
    assertThat(fixture.simulation.isAlive()).isFalse();
    assertThat(response).isNotDone();
    assertThat(fixture.controller.image().topics().size()).isZero();
  }

  @Test
  void listenersHearOfEveryImageBeforeTheAnswer() {
    ControllerFixture fixture = new ControllerFixture();
    fixture.registerBrokers(1);
    List<String> heard = new ArrayList<>();
    fixture.controller.addListener(
        (before, after, delta) -> {
          assertThat(before.topics().find("t")).isNull();
          assertThat(after.topics().find("t")).isNotNull();
          delta.topics().changed().forEach(t -> heard.add(t.name() + t.changedPartitions()));
        });
    fixture.create(topic("t", 2, 1));
    assertThat(heard).containsExactly("t[0, 1]");
  }

  @Test
  void whatWasAnsweredIsThereAfterACrash() {
    ControllerFixture fixture = new ControllerFixture();
    fixture.registerBrokers(1, 2);
    fixture.create(topic("a", 3, 2), topic("b", Map.of("retention.ms", "5")));
    ClusterImage before = fixture.controller.image();
    fixture.crashAndReopen();
    assertThat(fixture.controller.image()).isEqualTo(before);
  }

  @Test
  void snapshotsKeepTheLogShort() throws IOException {
    ControllerFixture fixture =
        new ControllerFixture(3, Map.of("metadata.log.max.record.bytes.between.snapshots", "2000"));
    fixture.registerBrokers(1);
    for (int i = 0; i < 40; i++) {
      fixture.create(topic("topic-" + i, 5, 1));
    }
    ClusterImage before = fixture.controller.image();
    fixture.crashAndReopen();
    assertThat(fixture.controller.image()).isEqualTo(before);
    Path folder = fixture.simulation.root.resolve("__cluster_metadata-0");
    List<Entry> entries = fixture.simulation.volume.list(folder);
    assertThat(entries).hasSizeLessThanOrEqualTo(3);
    assertThat(entries.stream().filter(e -> e.name().endsWith(".log")).mapToLong(Entry::sizeBytes))
        .allMatch(size -> size < 5000);
    assertThat(entries).anyMatch(entry -> entry.name().endsWith(".checkpoint"));
  }

  @Test
  void aStoreThatFailsIsTheAnswer() {
    ControllerFixture fixture = new ControllerFixture();
    fixture.registerBrokers(1);
    fixture.simulation.volume.setCapacity(10);
    assertThatThrownBy(() -> fixture.create(topic("t", 1, 1)))
        .isInstanceOf(MetadataStoreException.class);
    assertThat(fixture.controller.image().topics().size()).isZero();
    fixture.simulation.volume.setCapacity(Long.MAX_VALUE);
    assertThat(fixture.create(topic("t", 1, 1)).topics().getFirst().errorCode()).isZero();
  }

  @Test
  void aClosedControllerTakesNothing() {
    ControllerFixture fixture = new ControllerFixture();
    fixture.simulation.await(fixture.controller::close);
    CompletableFuture<CreateTopicsResponse> response = fixture.submit(creation(topic("t", 1, 1)));
    fixture.simulation.world.runUntil(response::isDone, 1_000_000_000L);
    assertThatThrownBy(response::join)
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(NotLeaderException.class);
  }
}
