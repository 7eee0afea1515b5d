package io.barnabas.broker.storage;

import io.barnabas.environment.Shard;
import io.barnabas.log.LogDirectory;
import io.barnabas.log.journal.Journal;
import io.barnabas.log.journal.JournalKey;
import io.barnabas.log.journal.JournalTerms;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** The journals of all log directories. To be used on the shard that opened them. */
public final class Journals {
  private final Shard shard;
  private final Map<Path, Journal> byDirectory;

  private Journals(Shard shard, Map<Path, Journal> byDirectory) {
    this.shard = shard;
    this.byDirectory = Map.copyOf(byDirectory);
  }

  /** Opens them and reads what an unclean stop has left in them. */
  public static CompletionStage<Journals> open(
      Shard shard, List<LogDirectory> directories, JournalTerms terms) {
    Map<Path, Journal> opened = new LinkedHashMap<>();
    CompletionStage<Void> all = CompletableFuture.completedStage(null);
    for (LogDirectory directory : directories) {
      Path path = directory.path();
      all =
          all.thenCompose(
              _ ->
                  Journal.open(shard, path, terms)
                      .thenAccept(journal -> opened.put(path, journal)));
    }
    return all.thenApply(_ -> new Journals(shard, opened));
  }

  public Map<Path, Journal> byDirectory() {
    return byDirectory;
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

  /** Ends them, when the logs are closed; what a log still needs stays for the next start. */
  public CompletionStage<Void> close() {
    return CompletableFuture.allOf(
        byDirectory.values().stream()
            .map(journal -> journal.close(shard).toCompletableFuture())
            .toArray(CompletableFuture[]::new));
  }
}
