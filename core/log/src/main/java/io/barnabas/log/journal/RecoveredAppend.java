package io.barnabas.log.journal;

import java.nio.file.Path;

/**
 * Batches in a journal file that may be missing in their log.
 *
 * @param position where in the file they are
 * @param span what of them counts: what follows its end was cut off
 */
public record RecoveredAppend(Path file, long position, int sizeBytes, JournalSpan span) {
  RecoveredAppend upTo(long offset) {
    return new RecoveredAppend(file, position, sizeBytes, span.upTo(offset));
  }
}
