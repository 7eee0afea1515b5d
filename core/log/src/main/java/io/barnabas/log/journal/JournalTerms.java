package io.barnabas.log.journal;

/**
 * The size of a journal.
 *
 * @param fileBytes of each file, {@code log.journal.file.bytes}; a larger commit gets a larger file
 * @param fileCount how many files there are as long as logs keep up; {@code log.journal.files}
 */
public record JournalTerms(long fileBytes, int fileCount) {
  public static final JournalTerms DEFAULT = new JournalTerms(32 << 20, 4);
}
