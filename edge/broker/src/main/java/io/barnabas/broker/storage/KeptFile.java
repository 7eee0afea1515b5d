package io.barnabas.broker.storage;

import io.barnabas.log.CheckpointFile;
import io.barnabas.log.LogDirectory;
import io.barnabas.log.TopicPartition;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * One checkpoint file: what it is meant to say, and what it is known to say, which differ while a
 * write is under way and after one has failed.
 */
final class KeptFile {
  private final LogDirectory directory;
  private final CheckpointFile kind;
  private Map<TopicPartition, Long> meant;
  private Map<TopicPartition, Long> sure;

  KeptFile(LogDirectory directory, CheckpointFile kind) {
    this.directory = directory;
    this.kind = kind;
    this.sure = Map.copyOf(directory.checkpoint(kind));
    this.meant = sure;
  }

  CheckpointFile kind() {
    return kind;
  }

  boolean mayMention(TopicPartition partition) {
    return meant.containsKey(partition) || sure.containsKey(partition);
  }

  /** Writes the file, unless it says that already. */
  CompletionStage<Void> write(Map<TopicPartition, Long> content) {
    if (content.equals(meant) && content.equals(sure)) {
      return CompletableFuture.completedStage(null);
    }
    Map<TopicPartition, Long> written = Map.copyOf(content);
    meant = written;
    return directory.write(kind, written).thenRun(() -> sure = written);
  }

  CompletionStage<Void> put(TopicPartition partition, long offset) {
    Map<TopicPartition, Long> more = new HashMap<>(meant);
    more.put(partition, offset);
    return write(more);
  }

  CompletionStage<Void> remove(TopicPartition partition) {
    Map<TopicPartition, Long> rest = new HashMap<>(meant);
    rest.remove(partition);
    return write(rest);
  }
}
