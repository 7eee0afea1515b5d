package io.barnabas.broker.storage;

import io.barnabas.broker.partition.PartitionOffsets;
import io.barnabas.log.CheckpointFile;
import io.barnabas.log.LogDirectory;
import io.barnabas.log.LogIdentity;
import io.barnabas.log.TopicPartition;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the checkpoint files of the log directories, each written whole. The files know partitions
 * by name only: what they say of a deleted partition must be gone before another of its name
 * begins, or a crash would make it believe in offsets that are not its own. To be used on the shard
 * that opened the directories.
 */
public final class OffsetCheckpoints {
  private static final Logger log = LoggerFactory.getLogger(OffsetCheckpoints.class);
  private static final List<CheckpointFile> KEPT =
      List.of(
          CheckpointFile.RECOVERY_POINT,
          CheckpointFile.LOG_START_OFFSET,
          CheckpointFile.HIGH_WATERMARK,
          CheckpointFile.CLEANER_OFFSET);

  private final Map<Path, List<KeptFile>> kept = new LinkedHashMap<>();
  private final Predicate<Path> isUsable;

  /** What is said of logs that come to another directory, until they are known to be there. */
  private final Map<TopicPartition, PartitionOffsets> announced = new HashMap<>();

  /**
   * @param isUsable whether a directory can be written to now; one that can't may be the mount
   *     point of a disk that is gone, and is left alone
   */
  public OffsetCheckpoints(List<LogDirectory> directories, Predicate<Path> isUsable) {
    this.isUsable = isUsable;
    for (LogDirectory directory : directories) {
      kept.put(directory.path(), KEPT.stream().map(file -> new KeptFile(directory, file)).toList());
    }
  }

  /**
   * Writes what is known now in place of what was; only files that change are written. Completes
   * with the directories in which that failed.
   */
  public CompletionStage<Set<Path>> write(Collection<PartitionOffsets> offsets) {
    Map<Path, List<PartitionOffsets>> byDirectory =
        offsets.stream().collect(Collectors.groupingBy(known -> known.identity().directory()));
    Set<Path> failed = new HashSet<>();
    List<CompletableFuture<Void>> writes = new ArrayList<>();
    for (Path directory : kept.keySet()) {
      writes.add(
          write(directory, byDirectory.getOrDefault(directory, List.of()))
              .exceptionally(
                  failure -> {
                    log.warn("The checkpoints in {} can't be written: {}", directory, failure);
                    failed.add(directory);
                    return null;
                  })
              .toCompletableFuture());
    }
    return CompletableFuture.allOf(writes.toArray(CompletableFuture[]::new)).thenApply(_ -> failed);
  }

  private CompletionStage<Void> write(Path directory, List<PartitionOffsets> offsets) {
    if (!isUsable.test(directory)) {
      return CompletableFuture.failedStage(new IOException("the directory can't be used"));
    }
    Map<CheckpointFile, Map<TopicPartition, Long>> files = new EnumMap<>(CheckpointFile.class);
    KEPT.forEach(file -> files.put(file, new HashMap<>()));
    announced.values().stream()
        .filter(coming -> coming.identity().directory().equals(directory))
        .forEach(coming -> add(files, coming));
    offsets.forEach(known -> add(files, known));
    offsets.forEach(known -> forget(known.identity()));
    CompletionStage<Void> done = CompletableFuture.completedStage(null);
    for (KeptFile file : filesIn(directory)) {
      Map<TopicPartition, Long> content = files.getOrDefault(file.kind(), Map.of());
      done = done.thenCompose(_ -> file.write(content));
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

  private void forget(LogIdentity known) {
    PartitionOffsets coming = announced.get(known.topicPartition());
    if (coming != null && coming.identity().equals(known)) {
      announced.remove(known.topicPartition());
    }
  }

  /**
   * Says of a log, before it comes to a directory, what is to be said of it there; completes when
   * that is durable.
   */
  public CompletionStage<Void> announce(PartitionOffsets coming) {
    TopicPartition partition = coming.identity().topicPartition();
    announced.put(partition, coming);
    Map<CheckpointFile, Map<TopicPartition, Long>> said = new EnumMap<>(CheckpointFile.class);
    KEPT.forEach(file -> said.put(file, new HashMap<>()));
    add(said, coming);
    CompletionStage<Void> done = CompletableFuture.completedStage(null);
    for (KeptFile file : filesIn(coming.identity().directory())) {
      Long offset = said.getOrDefault(file.kind(), Map.of()).get(partition);
      done =
          done.thenCompose(
              _ -> offset == null ? file.remove(partition) : file.put(partition, offset));
    }
    return done;
  }

  /** A log does not come, or is gone. */
  public void unannounce(TopicPartition partition) {
    announced.remove(partition);
  }

  private List<KeptFile> filesIn(Path directory) {
    return kept.getOrDefault(directory, List.of());
  }

  /** Whether a file in a log's directory says anything of its partition. */
  public boolean mention(LogIdentity identity) {
    return filesIn(identity.directory()).stream()
        .anyMatch(file -> file.mayMention(identity.topicPartition()));
  }

  /** Takes out what they say of it; completes when that is durable. */
  public CompletionStage<Void> purge(LogIdentity identity) {
    CompletionStage<Void> done = CompletableFuture.completedStage(null);
    for (KeptFile file : filesIn(identity.directory())) {
      done = done.thenCompose(_ -> file.remove(identity.topicPartition()));
    }
    return done;
  }
}
