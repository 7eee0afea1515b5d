package io.barnabas.log;

import io.barnabas.environment.Shard;
import java.nio.file.Path;
import java.util.concurrent.CompletionStage;

/** Deletes the folder of a log that is not used any more. */
final class LogDeletion {
  private LogDeletion() {}

  /**
   * Completes when the folder has a name that no partition has; its files go after that.
   *
   * @param lanes of the log
   */
  static CompletionStage<Void> run(Shard shard, LogLanes lanes, LogIdentity identity) {
    Path folder = identity.folder();
    Path doomed =
        folder.resolveSibling(
            PartitionFolder.deletedName(identity.topicPartition(), shard.randomness().nextUuid()));
    return lanes
        .write()
        .submit(FileChange.work(volume -> LogFolder.moveDurably(volume, folder, doomed)))
        .thenAccept(_ -> lanes.flush().submit(volume -> volume.deleteRecursively(doomed)));
  }
}
