package io.barnabas.log.journal;

/**
 * An entry found in a journal file.
 *
 * @param isCut whether it says that the log was cut to its base offset; else it has batches
 * @param position where in the file the batches are
 * @param sizeBytes of the batches
 * @param crc CRC-32C of the batches
 */
public record JournalEntry(
    JournalKey key, boolean isCut, JournalSpan span, long position, int sizeBytes, int crc) {}
