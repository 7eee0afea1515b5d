package io.barnabas.broker.takeover;

import io.barnabas.environment.Volume;
import io.barnabas.log.DirectorySummary;
import io.barnabas.log.MetaProperties;
import io.barnabas.log.PartitionFolder;
import io.barnabas.metadata.store.KafkaMetadataLog;
import io.barnabas.protocol.primitive.Uuid;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All log directories of one node, and where its metadata log is or is to be.
 *
 * @param directories at least one
 */
record KafkaDirectories(List<DirectorySummary> directories, Path metadataDir) {
  /** Whether the metadata log is one of Kafka's. Blocking. */
  boolean areKafkas(Volume volume) throws IOException {
    return KafkaMetadataLog.isIn(volume, metadataDir);
  }

  boolean wereClosedInOrder() {
    return directories.stream().allMatch(DirectorySummary::wasCleanShutdown);
  }

  /** The ids of the directories, of those that have one. */
  Set<Uuid> ids() {
    Set<Uuid> ids = new HashSet<>();
    for (DirectorySummary directory : directories) {
      directory.metaProperties().flatMap(MetaProperties::directoryId).ifPresent(ids::add);
    }
    return ids;
  }

  /**
   * Whose they all are. Blocking.
   *
   * @throws TakeoverRefusedException if they are not one KRaft node's
   */
  MetaProperties owner(Volume volume) throws IOException {
    Optional<MetaProperties> owner = Optional.empty();
    for (DirectorySummary directory : directories) {
      owner = joined(owner, directory.path(), directory.metaProperties());
    }
    owner = joined(owner, metadataDir, MetaProperties.read(volume, metadataDir));
    return owner.orElseThrow(
        () ->
            new TakeoverRefusedException(
                "%s has no %s: it is no log directory of a Kafka"
                    .formatted(directories.getFirst().path(), MetaProperties.FILE_NAME)));
  }

  private static Optional<MetaProperties> joined(
      Optional<MetaProperties> known, Path path, Optional<MetaProperties> its) {
    if (its.isEmpty()) {
      return known;
    }
    if (its.get().version() == 0) {
      throw new TakeoverRefusedException(
          path
              + " is the log directory of a Kafka that ZooKeeper manages: migrate it to KRaft with Kafka 3.9 first");
    }
    if (known.isPresent() && !isSame(known.get(), its.get())) {
      throw new TakeoverRefusedException(
          "%s belongs to node %d of cluster %s, and the directories before it to node %d of cluster %s"
              .formatted(
                  path,
                  its.get().nodeId(),
                  its.get().clusterId().orElse("?"),
                  known.get().nodeId(),
                  known.get().clusterId().orElse("?")));
    }
    return its;
  }

  private static boolean isSame(MetaProperties one, MetaProperties other) {
    return one.nodeId() == other.nodeId() && one.clusterId().equals(other.clusterId());
  }

  /**
   * Makes sure that there is a metadata log where there are partitions: without it they would all
   * be taken for strays. Blocking.
   *
   * @throws TakeoverRefusedException if not
   */
  void requireMetadata(Volume volume) throws IOException {
    if (KafkaMetadataLog.isAnyIn(volume, metadataDir)) {
      return;
    }
    for (DirectorySummary directory : directories) {
      if (KafkaMetadataLog.isAnyIn(volume, directory.path())) {
        throw new TakeoverRefusedException(
            "The metadata log is in %s, but metadata.log.dir is %s: set metadata.log.dir=%s"
                .formatted(directory.path(), metadataDir, directory.path()));
      }
    }
    for (DirectorySummary directory : directories) {
      Optional<PartitionFolder> partition =
          directory.partitionFolders().stream()
              .filter(folder -> folder.kind() == PartitionFolder.Kind.CURRENT)
              .findFirst();
      if (partition.isPresent()) {
        throw new TakeoverRefusedException(
            "%s holds partitions (%s, ...), but there is no metadata log in %s: name all of the node's log.dirs, and its metadata.log.dir"
                .formatted(directory.path(), partition.get().name(), metadataDir));
      }
    }
  }
}
