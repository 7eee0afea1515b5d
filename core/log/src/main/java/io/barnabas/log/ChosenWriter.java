package io.barnabas.log;

import java.util.concurrent.CompletionStage;

/** Writes as the log's settings say at the time, {@code log.durability}. */
final class ChosenWriter implements LogWriter {
  private final LogState state;
  private final PagecacheWriter pagecache;
  private final JournalWriter journal;

  ChosenWriter(LogState state, PagecacheWriter pagecache, JournalWriter journal) {
    this.state = state;
    this.pagecache = pagecache;
    this.journal = journal;
  }

  @Override
  public CompletionStage<Void> write(WriteStep.Group group) {
    if (state.config().flush().journaled()) {
      pagecache.release();
      return journal.write(group);
    }
    return journal
        .settle()
        .thenCompose(
            _ -> {
              journal.separate();
              return pagecache.write(group);
            });
  }

  @Override
  public boolean mayFollow(WriteStep.Group group) {
    return state.config().flush().journaled() && journal.mayFollow(group);
  }

  @Override
  public CompletionStage<Void> settle() {
    return journal.settle();
  }

  @Override
  public void close() {
    pagecache.close();
    journal.close();
  }
}
