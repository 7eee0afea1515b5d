package io.barnabas.log;

/**
 * What a reader wants.
 *
 * @param offset from the batch that holds it
 * @param maxBytes how much at most
 * @param upperBoundOffset nothing of the batch that holds it, or beyond
 * @param atLeastOneBatch whether the first batch is given even where it is larger than {@code
 *     maxBytes}
 */
record ReadRequest(long offset, int maxBytes, long upperBoundOffset, boolean atLeastOneBatch) {
  /** Reads on in a later segment. */
  ReadRequest from(long laterOffset) {
    return new ReadRequest(laterOffset, maxBytes, upperBoundOffset, atLeastOneBatch);
  }
}
