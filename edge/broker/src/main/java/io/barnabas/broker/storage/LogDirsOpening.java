package io.barnabas.broker.storage;

import io.barnabas.environment.FileLockedException;
import io.barnabas.environment.Shard;
import io.barnabas.log.LogDirectory;
import io.barnabas.log.LogException;
import io.barnabas.log.MetaProperties;
import io.barnabas.log.journal.JournalTerms;
import io.barnabas.protocol.primitive.Uuid;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens and locks {@code log.dirs}, and their journals. One whose disk fails is left out as long as
 * another works; one that another process has, or that is another node's, is a mistake of the
 * operator's and ends the start.
 */
final class LogDirsOpening {
  private static final Logger log = LoggerFactory.getLogger(LogDirsOpening.class);

  private final Shard shard;
  private final int nodeId;
  private final Journals journals;
  private final List<LogDirectory> opened = new ArrayList<>();
  private final List<OfflineDirectory> offline = new ArrayList<>();
  private @Nullable Throwable firstFailure;

  LogDirsOpening(Shard shard, int nodeId, JournalTerms terms) {
    this.shard = shard;
    this.nodeId = nodeId;
    this.journals = new Journals(shard, terms);
  }

  CompletionStage<LogDirs> open(List<Path> paths) {
    CompletionStage<Void> all = CompletableFuture.completedStage(null);
    for (Path path : paths) {
      all = all.thenCompose(_ -> open(path));
    }
    return all.thenCompose(_ -> identify())
        .exceptionallyCompose(
            failure ->
                journals
                    .close()
                    .thenCompose(_ -> LogDirs.giveBack(opened))
                    .thenCompose(_ -> CompletableFuture.failedStage(failure)));
  }

  private CompletionStage<Void> open(Path path) {
    return LogDirectory.open(shard, path)
        .thenCompose(this::openJournal)
        .exceptionallyCompose(failure -> leaveOut(path, cause(failure)));
  }

  private CompletionStage<Void> openJournal(LogDirectory directory) {
    return journals
        .open(directory)
        .thenAccept(_ -> opened.add(directory))
        .exceptionallyCompose(
            failure ->
                LogDirs.giveBack(List.of(directory))
                    .thenCompose(_ -> CompletableFuture.failedStage(cause(failure))));
  }

  private CompletionStage<Void> leaveOut(Path path, Throwable failure) {
    boolean isDiskFailure =
        failure instanceof LogException.StorageFailure
            && !(failure.getCause() instanceof FileLockedException);
    if (!isDiskFailure) {
      return CompletableFuture.failedStage(failure);
    }
    offline.add(new OfflineDirectory(path, String.valueOf(failure.getMessage())));
    firstFailure = firstFailure == null ? failure : firstFailure;
    return CompletableFuture.completedStage(null);
  }

  private static Throwable cause(Throwable failure) {
    Throwable cause = failure.getCause();
    return failure instanceof CompletionException && cause != null ? cause : failure;
  }

  /** Checks whose the directories are, and gives ids to those that lack them. */
  private CompletionStage<LogDirs> identify() {
    if (opened.isEmpty() && firstFailure != null) {
      return CompletableFuture.failedStage(firstFailure);
    }
    offline.forEach(dir -> log.error("{}; its partitions are offline", dir.cause()));
    Optional<String> known = Optional.empty();
    for (LogDirectory directory : opened) {
      known = DirectoryOwner.check(directory, known, nodeId);
    }
    String clusterId = known.orElseGet(() -> uuid().toString());
    List<OwnedDirectory> owned = new ArrayList<>();
    List<CompletableFuture<Void>> writes = new ArrayList<>();
    for (LogDirectory directory : opened) {
      Optional<MetaProperties> found = directory.metaProperties();
      Optional<Uuid> id = found.isPresent() ? found.get().directoryId() : Optional.of(uuid());
      MetaProperties own = new MetaProperties(Optional.of(clusterId), nodeId, id);
      owned.add(new OwnedDirectory(directory, own));
      if (!found.equals(Optional.of(own))) {
        writes.add(directory.write(own).toCompletableFuture());
      }
    }
    return CompletableFuture.allOf(writes.toArray(CompletableFuture[]::new))
        .thenApply(_ -> new LogDirs(owned, offline, clusterId, journals));
  }

  private Uuid uuid() {
    UUID unique = shard.randomness().nextUuid();
    return new Uuid(unique.getMostSignificantBits(), unique.getLeastSignificantBits());
  }
}
