package io.barnabas.broker.storage;

import io.barnabas.environment.Shard;
import io.barnabas.environment.Volume;
import io.barnabas.log.FolderEnd;
import io.barnabas.log.LogDirectory;
import io.barnabas.log.TopicPartition;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Settles which log is a partition's when several directories have a folder of it: after a move
 * that a crash cut short at its last step, or after a directory failed and came back. The log that
 * reaches furthest is the one that was written to last; the others are put aside as strays and
 * kept. To be used at the start, on the shard that opened the directories.
 */
final class DuplicateLogs {
  private static final Logger log = LoggerFactory.getLogger(DuplicateLogs.class);

  private final Shard shard;
  private final LogDirs logDirs;

  DuplicateLogs(Shard shard, LogDirs logDirs) {
    this.shard = shard;
    this.logDirs = logDirs;
  }

  /** Completes when every partition has one log, or is known to have none that can be told. */
  CompletionStage<Void> resolve() {
    return CompletableFuture.allOf(
        logDirs.placement().duplicated().stream()
            .map(partition -> resolve(partition).toCompletableFuture())
            .toArray(CompletableFuture[]::new));
  }

  private record Found(LogDirectory directory, FolderEnd end) {}

  private CompletionStage<Void> resolve(TopicPartition partition) {
    List<Found> found = new ArrayList<>();
    CompletionStage<Void> looked = CompletableFuture.completedStage(null);
    for (LogDirectory directory : logDirs.placement().directoriesOf(partition)) {
      Path folder = folder(directory, partition);
      looked =
          looked.thenCompose(
              _ ->
                  shard
                      .disk()
                      .lane(directory.path().hashCode())
                      .submit(volume -> FolderEnd.of(volume, folder))
                      .thenAccept(end -> found.add(new Found(directory, end))));
    }
    return looked
        .thenCompose(_ -> keepLongest(partition, found))
        .exceptionally(failure -> leaveUndecided(partition, failure));
  }

  private CompletionStage<Void> keepLongest(TopicPartition partition, List<Found> found) {
    Found longest = found.stream().reduce(DuplicateLogs::longer).orElseThrow();
    log.warn(
        "Partition {} has logs in {}: the longest, in {}, is kept and others are put aside",
        partition,
        found.stream().map(other -> other.directory().path()).toList(),
        longest.directory().path());
    return CompletableFuture.allOf(
        found.stream()
            .filter(other -> !other.equals(longest))
            .map(other -> putAside(partition, other.directory()).toCompletableFuture())
            .toArray(CompletableFuture[]::new));
  }

  /** Of two that are equal the one in the directory that is named first. */
  private static Found longer(Found first, Found second) {
    return second.end().compareTo(first.end()) > 0 ? second : first;
  }

  private CompletionStage<Void> putAside(TopicPartition partition, LogDirectory directory) {
    Path folder = folder(directory, partition);
    Path stray = directory.path().resolve(partition + StrayLogs.suffix(shard));
    return shard
        .disk()
        .lane(directory.path().hashCode())
        .submit(volume -> move(volume, folder, stray))
        .thenAccept(_ -> logDirs.placement().remove(partition, directory));
  }

  private static boolean move(Volume volume, Path folder, Path stray) throws IOException {
    volume.move(folder, stray);
    volume.syncDirectory(stray.resolveSibling(""));
    return true;
  }

  private @Nullable Void leaveUndecided(TopicPartition partition, Throwable failure) {
    String why = "its logs in several directories can't be told apart: " + failure;
    log.error("Partition {} is offline, {}", partition, why);
    logDirs.leaveUndecided(partition, why);
    return null;
  }

  private static Path folder(LogDirectory directory, TopicPartition partition) {
    return directory.path().resolve(partition.toString());
  }
}
