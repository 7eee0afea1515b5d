package io.barnabas.simulator.compaction;

import java.util.List;

/**
 * A whole log as it was read while nobody changed it.
 *
 * @param cleanedOffset below it a key may stand only once
 */
record WholeLog(
    long startOffset, List<Entry> present, long endOffset, long cleanedOffset, long nowMs) {}
