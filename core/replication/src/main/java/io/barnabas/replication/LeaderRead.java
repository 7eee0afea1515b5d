package io.barnabas.replication;

import io.barnabas.log.LeaderEpochs.EpochEnd;
import io.barnabas.log.ReadResult;
import org.jspecify.annotations.Nullable;

/**
 * What a leader answers to a read. Owns the data, as {@link ReadResult} says.
 *
 * @param mark stands for all that could be read then; what {@link PartitionLeader#whenReadable}
 *     counts from
 * @param diverging where the reader's log parted from the leader's, if it did; there is no data
 *     then
 */
public record LeaderRead(
    ReadResult data,
    long highWatermark,
    long lastStableOffset,
    long logStartOffset,
    long mark,
    @Nullable EpochEnd diverging) {}
