package io.barnabas.log;

import io.barnabas.environment.VolumeFile;
import java.util.concurrent.CompletionStage;

/**
 * Puts appended batches where they count as written: what {@code log.durability} chooses. A log
 * hands over one write at a time.
 */
interface LogWriter {
  /**
   * Writes, then completes on the log's shard with the segment's file: the one lent, or else one
   * that it opened and that is the receiver's.
   */
  CompletionStage<VolumeFile> write(SegmentWrite write);
}
