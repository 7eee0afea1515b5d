package io.barnabas.log.journal;

import java.nio.file.Path;

/**
 * Batches in a journal file that may be missing in their log.
 *
 * @param position where in the file they are
 * @param segmentBaseOffset of the segment they belong into
 * @param baseOffset of the first batch
 * @param nextOffset after the last record that counts; what follows was cut off
 */
public record RecoveredAppend(
    Path file,
    long position,
    int sizeBytes,
    long segmentBaseOffset,
    long baseOffset,
    long nextOffset) {
  RecoveredAppend upTo(long offset) {
    return offset >= nextOffset
        ? this
        : new RecoveredAppend(file, position, sizeBytes, segmentBaseOffset, baseOffset, offset);
  }
}
