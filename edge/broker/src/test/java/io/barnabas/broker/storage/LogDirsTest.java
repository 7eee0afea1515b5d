package io.barnabas.broker.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnabas.environment.simulated.FaultPlan.Fault;
import io.barnabas.environment.simulated.SimulatedProcess;
import io.barnabas.environment.simulated.SimulatedVolume;
import io.barnabas.environment.simulated.SimulatedWorld;
import io.barnabas.log.LogDirectory;
import io.barnabas.log.LogException;
import io.barnabas.log.TopicPartition;
import io.barnabas.log.journal.JournalTerms;
import io.barnabas.protocol.primitive.Uuid;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class LogDirsTest {
  private static final Path A = Path.of("/disk/a");
  private static final Path B = Path.of("/disk/b");
  private static final Path CLEAN = Path.of(".kafka_cleanshutdown");

  private final SimulatedWorld world = new SimulatedWorld(5);
  private final SimulatedVolume volume = world.newVolume(Path.of("/disk"));
  private final SimulatedProcess process = world.start(volume, 1);

  private <T> T await(Supplier<CompletionStage<T>> task) {
    CompletableFuture<T> stage = new CompletableFuture<>();
    process
        .shards()
        .getFirst()
        .execute(
            () ->
                task.get()
                    .whenComplete(
                        (result, failure) -> {
                          if (failure == null) {
                            stage.complete(result);
                          } else {
                            stage.completeExceptionally(failure);
                          }
                        }));
    world.runUntil(stage::isDone, 1_000_000_000L);
    return stage.join();
  }

  private LogDirs open(int nodeId, Path... paths) {
    return await(
        () ->
            LogDirs.open(
                process.shards().getFirst(), List.of(paths), nodeId, JournalTerms.DEFAULT));
  }

  private void close(LogDirs dirs) {
    await(() -> dirs.close(_ -> true));
  }

  private void write(Path file, String text) throws IOException {
    volume.createDirectories(file.getParent());
    volume.replace(file, StandardCharsets.UTF_8.encode(text));
  }

  @Test
  void newDirectoriesGetIdsThatTheyKeep() {
    LogDirs first = open(3, A, B);
    close(first);

    LogDirs second = open(3, A, B);

    assertThat(first.directoryIds()).hasSize(2).doesNotHaveDuplicates();
    assertThat(second.directoryIds()).isEqualTo(first.directoryIds());
    assertThat(second.clusterId()).isEqualTo(first.clusterId());
  }

  @Test
  void aDirectoryAddedLaterJoinsTheCluster() {
    LogDirs first = open(3, A);
    close(first);

    LogDirs both = open(3, A, B);
    close(both);

    assertThat(both.clusterId()).isEqualTo(first.clusterId());
    assertThat(open(3, B).clusterId()).isEqualTo(first.clusterId());
  }

  @Test
  void aDirectoryThatZooKeeperManagesIsRefused() throws IOException {
    write(A.resolve("meta.properties"), "version=0\nbroker.id=3\n");
    assertThatThrownBy(() -> open(3, A)).hasMessageContainingAll("/disk/a", "ZooKeeper");
  }

  @Test
  void aClusterIdThatAnOldFileLacksIsKeptFromThenOn() throws IOException {
    write(A.resolve("meta.properties"), "version=1\nnode.id=3\n");
    LogDirs first = open(3, A);
    close(first);

    assertThat(open(3, A).clusterId()).isEqualTo(first.clusterId());
  }

  @Test
  void anotherNodesDirectoryIsRefusedAndAllAreGivenBack() {
    close(open(3, A));
    close(open(4, B));

    assertThatThrownBy(() -> open(3, A, B))
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOf(ForeignDirectoryException.class)
        .hasMessageContaining("/disk/b belongs to node 4, and node.id is 3");

    assertThat(volume.exists(A.resolve(CLEAN))).isTrue();
    assertThat(volume.exists(B.resolve(CLEAN))).isTrue();
    close(open(3, A));
  }

  @Test
  void anotherClustersDirectoryIsRefused() {
    LogDirs a = open(3, A);
    LogDirs b = open(3, B);
    close(a);
    close(b);

    assertThatThrownBy(() -> open(3, A, B))
        .hasMessageContaining("/disk/b belongs to cluster " + b.clusterId())
        .hasMessageContaining(a.clusterId());
  }

  @Test
  void aDirectoryInUseIsRefusedAndTheOthersAreGivenBack() {
    LogDirs used = open(3, B);

    assertThatThrownBy(() -> open(3, A, B))
        .cause()
        .isInstanceOf(LogException.StorageFailure.class)
        .hasMessage("/disk/b is in use by another broker");

    close(used);
    close(open(3, A));
  }

  @Test
  void aNewPartitionGoesWhereTheFewestAre() throws IOException {
    volume.createDirectories(A.resolve("orders-0"));
    volume.createDirectories(A.resolve("orders-1"));
    volume.createDirectories(A.resolve("__cluster_metadata-0"));
    volume.createDirectories(A.resolve("gone-0.0123456789abcdef0123456789abcdef-delete"));
    LogDirs dirs = open(3, A, B);
    Uuid id = new Uuid(1, 2);

    assertThat(dirs.place(new TopicPartition("orders", 1), id).identity().folder())
        .isEqualTo(A.resolve("orders-1"));
    for (int i = 0; i < 2; i++) {
      TopicPartition fresh = new TopicPartition("audit", i);
      assertThat(dirs.has(fresh)).isFalse();
      assertThat(dirs.place(fresh, id).identity().folder().getParent()).isEqualTo(B);
    }
    dirs.forget(new TopicPartition("orders", 0));
    assertThat(dirs.place(new TopicPartition("audit", 2), id).identity().folder().getParent())
        .isEqualTo(A);
  }

  @Test
  void ofDirectoriesWithEquallyManyTheRoomiestGetsANewPartition() {
    LogDirs dirs = open(3, A, B);
    dirs.measureBy(path -> OptionalLong.of(path.equals(A) ? 10 : 20));

    assertThat(directoryOf(dirs, "audit", 0)).isEqualTo(B);
    assertThat(directoryOf(dirs, "audit", 1)).isEqualTo(A);
  }

  @Test
  void aDirectoryThatHasFailedGetsNoNewPartition() {
    LogDirs dirs = open(3, A, B);
    dirs.measureBy(path -> path.equals(A) ? OptionalLong.empty() : OptionalLong.of(20));

    assertThat(directoryOf(dirs, "audit", 0)).isEqualTo(B);
    assertThat(directoryOf(dirs, "audit", 1)).isEqualTo(B);
  }

  private static Path directoryOf(LogDirs dirs, String topic, int partition) {
    return dirs.place(new TopicPartition(topic, partition), new Uuid(1, 2)).identity().directory();
  }

  @Test
  void aDirectoryWhoseDiskFailsIsLeftOutAsLongAsAnotherWorks() throws IOException {
    volume.createDirectories(B.resolve("orders-0"));
    volume.setFaults(o -> o.path().startsWith(A) ? Fault.FAIL : Fault.NONE);

    LogDirs dirs = open(3, A, B);

    assertThat(dirs.directories()).extracting(LogDirectory::path).containsExactly(B);
    assertThat(dirs.whyOffline(new TopicPartition("orders", 0))).isEmpty();
    assertThat(dirs.whyOffline(new TopicPartition("audit", 0)).orElse("")).contains("/disk/a");
    assertThat(directoryOf(dirs, "fresh", 0)).isEqualTo(B);
  }

  @Test
  void aStartFailsWhenNoDirectoryWorks() {
    volume.setFaults(_ -> Fault.FAIL);

    assertThatThrownBy(() -> open(3, A, B))
        .cause()
        .isInstanceOf(LogException.StorageFailure.class)
        .hasMessageContaining("/disk/a can't be used");
  }

  @Test
  void onlyDirectoriesThatWereClosedInOrderAreMarked() {
    LogDirs dirs = open(3, A, B);

    await(() -> dirs.close(directory -> directory.path().equals(A)));

    assertThat(volume.exists(A.resolve(CLEAN))).isTrue();
    assertThat(volume.exists(B.resolve(CLEAN))).isFalse();
  }
}
