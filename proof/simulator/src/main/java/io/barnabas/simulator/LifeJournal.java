package io.barnabas.simulator;

import io.barnabas.environment.Volume;
import io.barnabas.environment.simulated.SeededRandomness;
import io.barnabas.environment.simulated.SimulatedShard;
import io.barnabas.environment.simulated.SimulatedVolume;
import io.barnabas.log.ShardJournal;
import io.barnabas.log.TailMemory;
import io.barnabas.log.journal.Journal;
import io.barnabas.log.journal.JournalTerms;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The journal of a directory during one life of a process. Small files, so that they are used
 * again; little memory, so that it is short; and small pieces, so that a part of a batch is often
 * in its file alone.
 */
public final class LifeJournal {
  private static final String SUFFIX = ".journal";
  private static final int RETRY_MS = 20;
  private static final int FILE_BYTES = 16 << 10;

  private final Path root;
  private final SimulatedShard shard;
  private final SeededRandomness chance;
  private final Watch watch;
  private @Nullable Journal journal;

  public LifeJournal(Path root, SimulatedShard shard, SeededRandomness chance, Watch watch) {
    this.root = root;
    this.shard = shard;
    this.chance = chance;
    this.watch = watch;
  }

  /** Opens the journal, and tries again until the disk lets it. */
  public void open(Consumer<ShardJournal> onOpened) {
    JournalTerms terms = new JournalTerms(FILE_BYTES, 2 + chance.nextInt(3));
    TailMemory memory =
        new TailMemory(
            (8L + chance.nextInt(16)) * FILE_BYTES, (1 + chance.nextInt(16)) * Volume.BLOCK_BYTES);
    watch.when(
        Journal.open(shard, root, terms),
        (opened, _) -> {
          if (opened == null) {
            shard.timers().schedule(RETRY_MS, () -> open(onOpened));
          } else {
            journal = opened;
            onOpened.accept(ShardJournal.of(shard, opened, memory));
          }
        });
  }

  /** Closes the journal, if it was opened; all logs must be closed. */
  public CompletionStage<Void> close() {
    return journal == null ? CompletableFuture.completedFuture(null) : journal.close(shard);
  }

  /** Once all was closed in order the directory is as Kafka would leave it. */
  public static void requireGone(SimulatedVolume volume) {
    if (volume.sureFiles(volume.root()).keySet().stream().anyMatch(name -> name.endsWith(SUFFIX))) {
      throw new Violation("What was closed in order has left a journal");
    }
  }
}
