package io.barnabas.metadata.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnabas.metadata.Simulation;
import io.barnabas.metadata.image.ClusterImage;
import io.barnabas.metadata.image.ImageDelta;
import io.barnabas.protocol.Message;
import io.barnabas.protocol.metadata.FeatureLevelRecord;
import io.barnabas.protocol.metadata.TopicRecord;
import io.barnabas.protocol.primitive.Uuid;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store must do. */
abstract class MetadataStoreContract {
  static final int NODE = 1;

  final Simulation simulation = new Simulation(42);
  HeardRecords heard = new HeardRecords();

  /** A store that is not opened yet, on what the ones before it have left. */
  abstract MetadataStore newStore();

  final MetadataStore open() {
    MetadataStore store = newStore();
    heard = new HeardRecords();
    simulation.await(() -> store.open(heard));
    return store;
  }

  final long append(MetadataStore store, List<Message> records) {
    return simulation.await(() -> store.append(heard.epoch, records));
  }

  static List<Message> topics(int from, int to) {
    return IntStream.range(from, to)
        .<Message>mapToObj(i -> new TopicRecord().name("topic-" + i).topicId(new Uuid(1, i)))
        .toList();
  }

  @Test
  void anEmptyStoreTellsOnlyThatThisNodeLeads() {
    open();
    assertThat(heard.records).isEmpty();
    assertThat(heard.leaderId).isEqualTo(NODE);
    assertThat(heard.epoch).isPositive();
  }

  @Test
  void whatWasAppendedIsHeardBeforeTheAppendCompletes() {
    MetadataStore store = open();
    List<Integer> heardThen = new ArrayList<>();
    long offset =
        simulation.await(
            () ->
                store
                    .append(heard.epoch, topics(0, 3))
                    .thenApply(
                        last -> {
                          heardThen.add(heard.records.size());
                          return last;
                        }));
    assertThat(offset).isEqualTo(2);
    assertThat(heardThen).containsExactly(3);
    assertThat(heard.records).isEqualTo(topics(0, 3));
  }

  @Test
  void appendsCommitInTheOrderTheyWereMade() {
    MetadataStore store = open();
    List<CompletableFuture<Long>> offsets = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      int from = i * 2;
      offsets.add(simulation.submit(() -> store.append(heard.epoch, topics(from, from + 2))));
    }
    long last = append(store, topics(40, 41));
    assertThat(last).isEqualTo(40);
    assertThat(offsets).allMatch(CompletableFuture::isDone);
    assertThat(offsets.getFirst().join()).isEqualTo(1);
    assertThat(heard.records).isEqualTo(topics(0, 41));
  }

  @Test
  void aReopenedStoreTellsAllOfItAgain() {
    MetadataStore store = open();
    append(store, topics(0, 3));
    append(store, topics(3, 4));
    simulation.await(store::close);
    open();
    assertThat(heard.records).isEqualTo(topics(0, 4));
    assertThat(heard.snapshotOffset).isEqualTo(-1);
  }

  @Test
  void everyLeaderHasAHigherEpoch() {
    MetadataStore store = open();
    int first = heard.epoch;
    append(store, topics(0, 1));
    simulation.await(store::close);
    open();
    assertThat(heard.epoch).isGreaterThan(first);
  }

  @Test
  void anAppendOfAnEpochThatHasEndedIsRefused() {
    MetadataStore store = open();
    assertThatThrownBy(() -> simulation.await(() -> store.append(heard.epoch - 1, topics(0, 1))))
        .isInstanceOf(NotLeaderException.class);
    assertThat(heard.records).isEmpty();
    assertThat(append(store, topics(0, 1))).isZero();
  }

  @Test
  void aSnapshotStandsForWhatCameBeforeIt() {
    MetadataStore store = open();
    ClusterImage image = appendAndReplay(store, 50);
    assertThat(store.bytesSinceSnapshot()).isPositive();
    simulation.await(() -> store.writeSnapshot(image));
    assertThat(store.bytesSinceSnapshot()).isZero();
    append(store, topics(100, 102));
    simulation.await(store::close);

    MetadataStore reopened = open();
    assertThat(heard.snapshotOffset).isEqualTo(50);
    assertThat(heard.nextOffset).isEqualTo(53);
    ImageDelta delta = new ImageDelta(ClusterImage.empty("c"));
    heard.records.subList(0, heard.records.size() - 2).forEach(delta::replay);
    assertThat(delta.applyUpTo(50)).isEqualTo(image);
    assertThat(append(reopened, topics(200, 201))).isEqualTo(53);
  }

  private ClusterImage appendAndReplay(MetadataStore store, int topics) {
    append(store, topics(0, topics));
    append(store, List.of(new FeatureLevelRecord().name("f").featureLevel((short) 2)));
    ImageDelta delta = new ImageDelta(ClusterImage.empty("c"));
    heard.records.forEach(delta::replay);
    return delta.apply();
  }
}
