package io.barnabas.log;

import java.util.List;

/**
 * A log as found on the disk.
 *
 * @param segments ordered by base offset, at least one
 * @param activeIndex the indexes of the last of them
 * @param firstTimestampMs largest timestamp of the active segment's first batch, -1 if there is
 *     none
 */
record LoadedLog(
    List<Segment> segments,
    SegmentIndex activeIndex,
    long firstTimestampMs,
    long logStartOffset,
    long logEndOffset,
    LeaderEpochs epochs,
    ProducerStates producers) {}
