package io.barnabas.log;

import java.util.concurrent.CompletionStage;

/**
 * Puts appended batches where they count as written: what {@code log.durability} chooses. A log
 * hands over its writes in order.
 */
interface LogWriter {
  /**
   * Writes, and notes in the segment what is written; then completes on the log's shard. What is
   * written while another write is under way completes after that.
   */
  CompletionStage<Void> write(WriteStep.Group group);

  /** Whether a write may begin although the one before it is under way. */
  boolean mayFollow(WriteStep.Group group);

  /** Completes when all that is written by now is in the segments' files. */
  CompletionStage<Void> settle();

  /** Lets go of files; nothing may be under way, or what is may have failed. */
  void close();
}
