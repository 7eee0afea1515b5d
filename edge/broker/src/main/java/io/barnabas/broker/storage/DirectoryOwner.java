package io.barnabas.broker.storage;

import io.barnabas.log.LogDirectory;
import io.barnabas.log.MetaProperties;
import java.util.Optional;

/** Refuses a log directory that is another node's or another cluster's. */
final class DirectoryOwner {
  private DirectoryOwner() {}

  /**
   * @param clusterId the cluster that the directories before this one belong to, if known
   * @return the cluster, as far as it is known now
   * @throws ForeignDirectoryException if the directory is not this node's in that cluster
   */
  static Optional<String> check(LogDirectory directory, Optional<String> clusterId, int nodeId) {
    Optional<MetaProperties> found = directory.metaProperties();
    if (found.isEmpty()) {
      return clusterId;
    }
    MetaProperties owner = found.get();
    if (owner.version() == 0) {
      throw new ForeignDirectoryException(
          "The log directory %s is that of a Kafka that ZooKeeper manages (meta.properties has version 0): migrate it to KRaft with Kafka 3.9 first, or set log.dirs to another folder"
              .formatted(directory.path()));
    }
    if (owner.nodeId() != nodeId) {
      throw new ForeignDirectoryException(
          "The log directory %s belongs to node %d, and node.id is %d: set node.id=%d, or log.dirs to this node's own folder"
              .formatted(directory.path(), owner.nodeId(), nodeId, owner.nodeId()));
    }
    Optional<String> its = owner.clusterId();
    if (clusterId.isPresent() && its.isPresent() && !its.equals(clusterId)) {
      throw new ForeignDirectoryException(
          "The log directory %s belongs to cluster %s, another one of log.dirs to cluster %s"
              .formatted(directory.path(), its.get(), clusterId.get()));
    }
    return clusterId.or(() -> its);
  }
}
