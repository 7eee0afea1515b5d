package io.barnabas.broker.storage;

import io.barnabas.environment.Shard;
import io.barnabas.log.LogDirectory;
import io.barnabas.log.LogException;
import io.barnabas.log.journal.Journal;
import io.barnabas.log.journal.JournalKey;
import io.barnabas.log.journal.JournalTerms;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The journals of all log directories that are open. To be used on the shard that opened them. */
public final class Journals {
  private static final Logger log = LoggerFactory.getLogger(Journals.class);

  private final Shard shard;
  private final JournalTerms terms;
  private final Map<Path, Journal> byDirectory = new LinkedHashMap<>();

  Journals(Shard shard, JournalTerms terms) {
    this.shard = shard;
    this.terms = terms;
  }

  /**
   * Opens that of a directory and reads what an unclean stop has left in it. Fails with {@link
   * LogException.StorageFailure}.
   */
  CompletionStage<Void> open(LogDirectory directory) {
    Path path = directory.path();
    return Journal.open(shard, path, terms)
        .thenAccept(journal -> byDirectory.put(path, journal))
        .exceptionallyCompose(failure -> CompletableFuture.failedStage(failure(path, failure)));
  }

  private static LogException failure(Path path, Throwable failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    return new LogException.StorageFailure(
        "The journal of the log directory %s can't be read: %s".formatted(path, cause), cause);
  }

  public Map<Path, Journal> byDirectory() {
    return Map.copyOf(byDirectory);
  }

  /**
   * Lets go of what others have left than the partitions of a directory: they are gone.
   *
   * @param keys of the partitions in a directory
   */
  public void keepOnly(Function<Path, Set<JournalKey>> keys) {
    byDirectory.forEach(
        (path, journal) -> {
          if (journal.foundSequence() > 0) {
            journal.releaseAllBut(shard, keys.apply(path)).exceptionally(_ -> 0L);
          }
        });
  }

  /**
   * Ends them, when the logs are closed; what a log still needs stays for the next start. One that
   * can't be ended in order is logged, and keeps no other from it.
   */
  public CompletionStage<Void> close() {
    return CompletableFuture.allOf(
        byDirectory.entrySet().stream()
            .map(entry -> close(entry.getKey(), entry.getValue()).toCompletableFuture())
            .toArray(CompletableFuture[]::new));
  }

  private CompletionStage<Void> close(Path path, Journal journal) {
    return journal
        .close(shard)
        .exceptionally(
            failure -> {
              log.warn("The journal of {} is not closed in order: {}", path, failure.toString());
              return null;
            });
  }
}
