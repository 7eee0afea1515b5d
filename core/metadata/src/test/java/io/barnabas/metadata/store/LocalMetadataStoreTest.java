package io.barnabas.metadata.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnabas.environment.Volume.Entry;
import io.barnabas.environment.Volume.OpenMode;
import io.barnabas.environment.VolumeFile;
import io.barnabas.environment.simulated.FaultPlan.Fault;
import io.barnabas.environment.simulated.FaultPlan.Kind;
import io.barnabas.metadata.image.ClusterImage;
import io.barnabas.metadata.image.ImageDelta;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class LocalMetadataStoreTest extends MetadataStoreContract {
  private final Path folder = simulation.root.resolve("__cluster_metadata-0");
  private final Path firstSegment = folder.resolve("00000000000000000000.log");

  @Override
  MetadataStore newStore() {
    return new LocalMetadataStore(simulation.shard(), simulation.root, NODE);
  }

  private List<String> names() throws IOException {
    return simulation.volume.list(folder).stream().map(Entry::name).toList();
  }

  private ClusterImage imageOfHeard() {
    ImageDelta delta = new ImageDelta(ClusterImage.empty("c"));
    heard.records.forEach(delta::replay);
    return delta.apply();
  }

  @Test
  void whatWasAcknowledgedSurvivesACrash() {
    MetadataStore store = open();
    append(store, topics(0, 5));
    simulation.crashAndRestart();
    open();
    assertThat(heard.records).isEqualTo(topics(0, 5));
  }

  @Test
  void aTornTailIsCutOff() throws IOException {
    MetadataStore store = open();
    append(store, topics(0, 5));
    long wholeBytes = simulation.volume.readFully(firstSegment).limit();
    append(store, topics(5, 9));
    simulation.killAndRestart();
    try (VolumeFile file = simulation.volume.open(firstSegment, OpenMode.WRITE)) {
      file.truncate(file.size() - 3);
    }
    MetadataStore reopened = open();
    assertThat(heard.records).isEqualTo(topics(0, 5));
    assertThat(simulation.volume.readFully(firstSegment).limit()).isEqualTo(wholeBytes);
    assertThat(append(reopened, topics(5, 6))).isEqualTo(5);
  }

  @Test
  void damageBeforeTheEndIsNotTakenForATornTail() throws IOException {
    MetadataStore store = open();
    append(store, topics(0, 5));
    append(store, topics(5, 6));
    simulation.killAndRestart();
    simulation.volume.flipBit(firstSegment, 8 * 100);
    assertThatThrownBy(this::open)
        .isInstanceOf(MetadataStoreException.class)
        .hasMessage("The metadata log " + firstSegment + " is damaged at byte 0");
  }

  @Test
  void aMissingSegmentIsRecognised() throws IOException {
    MetadataStore store = open();
    append(store, topics(0, 5));
    ClusterImage image = imageOfHeard();
    simulation.await(() -> store.writeSnapshot(image));
    append(store, topics(5, 6));
    simulation.killAndRestart();
    simulation.volume.delete(folder.resolve("00000000000000000005-0000000001.checkpoint"));
    assertThatThrownBy(this::open)
        .isInstanceOf(MetadataStoreException.class)
        .hasMessageContaining("goes on at offset 5 where 0 is expected");
  }

  @Test
  void aDamagedSnapshotIsRecognised() throws IOException {
    MetadataStore store = open();
    append(store, topics(0, 5));
    ClusterImage image = imageOfHeard();
    simulation.await(() -> store.writeSnapshot(image));
    simulation.killAndRestart();
    simulation.volume.flipBit(
        folder.resolve("00000000000000000005-0000000001.checkpoint"), 8 * 200);
    assertThatThrownBy(this::open)
        .isInstanceOf(MetadataStoreException.class)
        .hasMessageContaining("is damaged");
  }

  @Test
  void aSnapshotReplacesTheFilesBeforeIt() throws IOException {
    MetadataStore store = open();
    for (int round = 0; round < 3; round++) {
      append(store, topics(round * 5, round * 5 + 5));
      ClusterImage image = imageOfHeard();
      simulation.await(() -> store.writeSnapshot(image));
    }
    assertThat(names())
        .containsExactly("00000000000000000015-0000000001.checkpoint", "00000000000000000015.log");
  }

  @Test
  void aSnapshotKeepsTheRecordsThatCameAfterItsImage() {
    MetadataStore store = open();
    append(store, topics(0, 5));
    ClusterImage image = imageOfHeard();
    append(store, topics(5, 8));
    simulation.await(() -> store.writeSnapshot(image));
    append(store, topics(8, 9));
    simulation.crashAndRestart();
    open();
    assertThat(heard.snapshotOffset).isEqualTo(4);
    assertThat(heard.nextOffset).isEqualTo(9);
    assertThat(imageOfHeard().topics().size()).isEqualTo(9);
  }

  @Test
  void aSnapshotThatWasNeverFinishedIsRemoved() throws IOException {
    append(open(), topics(0, 5));
    simulation.killAndRestart();
    Path part = folder.resolve("00000000000000000005-0000000001.checkpoint.part");
    simulation.volume.open(part, OpenMode.TRUNCATE).close();
    open();
    assertThat(heard.records).isEqualTo(topics(0, 5));
    assertThat(names()).containsExactly("00000000000000000000.log");
  }

  @Test
  void aFullDiskRefusesAppendsUntilThereIsRoom() {
    MetadataStore store = open();
    append(store, topics(0, 5));
    simulation.volume.setCapacity(100);
    assertThatThrownBy(() -> append(store, topics(5, 9)))
        .isInstanceOf(MetadataStoreException.class)
        .hasMessageStartingWith("The metadata log in " + folder + " can't be written: ");
    simulation.volume.setCapacity(Long.MAX_VALUE);
    assertThat(append(store, topics(5, 6))).isEqualTo(5);
    simulation.crashAndRestart();
    open();
    assertThat(heard.records).isEqualTo(topics(0, 6));
  }

  @Test
  void afterAFailedSyncNothingIsTakenAnyMore() {
    MetadataStore store = open();
    append(store, topics(0, 1));
    simulation.volume.setFaults(
        operation -> operation.kind() == Kind.SYNC ? Fault.FAIL : Fault.NONE);
    assertThatThrownBy(() -> append(store, topics(1, 2)))
        .isInstanceOf(MetadataStoreException.class);
    simulation.volume.setFaults(operation -> Fault.NONE);
    assertThatThrownBy(() -> append(store, topics(2, 3)))
        .isInstanceOf(MetadataStoreException.class)
        .hasMessageEndingWith("an earlier write failed half way");
  }

  @Test
  void garbageInTheFolderIsLeftAlone() throws IOException {
    append(open(), topics(0, 1));
    simulation.killAndRestart();
    for (String name : List.of("notes.txt", "x.log", "00000000000000000000-x.checkpoint")) {
      simulation.volume.replace(folder.resolve(name), ByteBuffer.wrap(new byte[] {1, 2, 3}));
    }
    open();
    assertThat(heard.records).isEqualTo(topics(0, 1));
  }
}
