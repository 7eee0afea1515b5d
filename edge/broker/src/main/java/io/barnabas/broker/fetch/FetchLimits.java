package io.barnabas.broker.fetch;

import io.barnabas.replication.Reading;

/**
 * How much a fetch wants, and how long it waits for it.
 *
 * @param maxBytes for all partitions together; the first batch is sent even if it is larger
 */
record FetchLimits(int maxWaitMs, int minBytes, int maxBytes, Reading reading) {}
