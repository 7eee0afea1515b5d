package io.barnabas.log;

import java.util.concurrent.CompletionStage;

/**
 * Puts appended batches where they count as written: what {@code log.durability} chooses. A log
 * hands over one write at a time.
 */
interface LogWriter {
  /** Writes, and notes in the segment what is written; then completes on the log's shard. */
  CompletionStage<Void> write(WriteStep.Group group);

  /** Completes when all that is written by now is in the segments' files. */
  CompletionStage<Void> settle();

  /** Lets go of files; nothing may be under way, or what is may have failed. */
  void close();
}
