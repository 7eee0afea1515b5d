package io.barnabas.broker.storage;

import io.barnabas.broker.partition.PartitionOffsets;
import io.barnabas.log.CheckpointFile;
import io.barnabas.log.LogDirectory;
import io.barnabas.log.TopicPartition;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Keeps the checkpoint files of the log directories, each written whole. The files know partitions
 * by name only: what they say of a deleted partition must be gone before another of its name
 * begins, or a crash would make it believe in offsets that are not its own. To be used on the shard
 * that opened the directories.
 */
public final class OffsetCheckpoints {
  private static final List<CheckpointFile> KEPT =
      List.of(
          CheckpointFile.RECOVERY_POINT,
          CheckpointFile.LOG_START_OFFSET,
          CheckpointFile.HIGH_WATERMARK,
          CheckpointFile.CLEANER_OFFSET);

  private final List<LogDirectory> directories;
  private final Map<LogDirectory, Map<CheckpointFile, KeptFile>> kept = new HashMap<>();

  public OffsetCheckpoints(List<LogDirectory> directories) {
    this.directories = directories;
    for (LogDirectory directory : directories) {
      Map<CheckpointFile, KeptFile> files = new EnumMap<>(CheckpointFile.class);
      KEPT.forEach(file -> files.put(file, new KeptFile(directory, file)));
      kept.put(directory, files);
    }
  }

  /** Writes what is known now in place of what was; only files that change are written. */
  public CompletionStage<Void> write(Collection<PartitionOffsets> offsets) {
    CompletionStage<Void> done = CompletableFuture.completedStage(null);
    for (LogDirectory directory : directories) {
      Map<CheckpointFile, Map<TopicPartition, Long>> files = new EnumMap<>(CheckpointFile.class);
      KEPT.forEach(file -> files.put(file, new HashMap<>()));
      for (PartitionOffsets known : offsets) {
        if (directory.path().equals(known.identity().folder().getParent())) {
          add(files, known);
        }
      }
      for (KeptFile file : filesOf(directory)) {
        Map<TopicPartition, Long> content = files.getOrDefault(file.kind(), Map.of());
        done = done.thenCompose(_ -> file.write(content));
      }
    }
    return done;
  }

  private static void add(
      Map<CheckpointFile, Map<TopicPartition, Long>> files, PartitionOffsets known) {
    TopicPartition partition = known.identity().topicPartition();
    files.forEach(
        (file, content) -> {
          switch (file) {
            case RECOVERY_POINT -> content.put(partition, known.recoveryPoint());
            case HIGH_WATERMARK -> content.put(partition, known.highWatermark());
            case LOG_START_OFFSET -> {
              if (known.logStartOffset() > 0) {
                content.put(partition, known.logStartOffset());
              }
            }
            case CLEANER_OFFSET -> {
              if (known.cleanedOffset() > 0) {
                content.put(partition, known.cleanedOffset());
              }
            }
          }
        });
  }

  private Collection<KeptFile> filesOf(LogDirectory directory) {
    return kept.getOrDefault(directory, Map.of()).values();
  }

  /** Whether a file says anything of a partition. */
  public boolean mention(TopicPartition partition) {
    return kept.values().stream()
        .flatMap(files -> files.values().stream())
        .anyMatch(file -> file.mayMention(partition));
  }

  /** Takes out what the files say of a partition; completes when that is durable. */
  public CompletionStage<Void> purge(TopicPartition partition) {
    CompletionStage<Void> done = CompletableFuture.completedStage(null);
    for (LogDirectory directory : directories) {
      for (KeptFile file : filesOf(directory)) {
        done = done.thenCompose(_ -> file.remove(partition));
      }
    }
    return done;
  }
}
