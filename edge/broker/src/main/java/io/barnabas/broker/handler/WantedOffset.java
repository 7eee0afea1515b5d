package io.barnabas.broker.handler;

import io.barnabas.log.PartitionLog;
import io.barnabas.log.TimestampedOffset;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What the timestamp of ListOffsets asks for: a time, or by a negative number a place. */
sealed interface WantedOffset {
  /** Nothing found. */
  TimestampedOffset NOTHING = new TimestampedOffset(-1, -1, -1);

  /** The first version in which it may be asked for. */
  short firstVersion();

  CompletionStage<TimestampedOffset> findIn(PartitionLog log);

  /**
   * Reads the field. What is unknown is as if it came in a version that is yet to be.
   *
   * @param readCommitted whether the end is that of finished transactions
   */
  static WantedOffset of(long timestamp, boolean readCommitted) {
    return switch (Math.clamp(timestamp, Integer.MIN_VALUE, 0)) {
      case 0 -> new AtTime(timestamp);
      case -1 -> new Latest(readCommitted);
      // Without tiered storage the first offset on local disk is the first of all (KIP-405).
      case -2 -> new Earliest((short) 0);
      case -4 -> new Earliest((short) 8);
      case -3 -> new MaxTimestamp();
      case -5 -> new Tiered((short) 9);
      case -6 -> new Tiered((short) 11);
      default -> new Tiered(Short.MAX_VALUE);
    };
  }

  /** The first record that is not older. */
  record AtTime(long timestampMs) implements WantedOffset {
    @Override
    public short firstVersion() {
      return 0;
    }

    @Override
    public CompletionStage<TimestampedOffset> findIn(PartitionLog log) {
      return log.offsetForTimestamp(timestampMs).thenApply(found -> committed(found, log));
    }
  }

  /** The end of what a consumer may read. */
  record Latest(boolean readCommitted) implements WantedOffset {
    @Override
    public short firstVersion() {
      return 0;
    }

    @Override
    public CompletionStage<TimestampedOffset> findIn(PartitionLog log) {
      TimestampedOffset latest = log.latestOffset();
      long offset = readCommitted ? log.lastStableOffset() : latest.offset();
      return CompletableFuture.completedStage(
          new TimestampedOffset(latest.timestampMs(), offset, latest.leaderEpoch()));
    }
  }

  /** The first offset. */
  record Earliest(short firstVersion) implements WantedOffset {
    @Override
    public CompletionStage<TimestampedOffset> findIn(PartitionLog log) {
      return CompletableFuture.completedStage(log.earliestOffset());
    }
  }

  /** The first record with the largest timestamp (KIP-734). */
  record MaxTimestamp() implements WantedOffset {
    @Override
    public short firstVersion() {
      return 7;
    }

    @Override
    public CompletionStage<TimestampedOffset> findIn(PartitionLog log) {
      return log.offsetOfMaxTimestamp().thenApply(found -> committed(found, log));
    }
  }

  /** A place in tiered storage, of which there is none. */
  record Tiered(short firstVersion) implements WantedOffset {
    @Override
    public CompletionStage<TimestampedOffset> findIn(PartitionLog log) {
      return CompletableFuture.completedStage(NOTHING);
    }
  }

  private static TimestampedOffset committed(Optional<TimestampedOffset> found, PartitionLog log) {
    return found.filter(record -> record.offset() < log.highWatermark()).orElse(NOTHING);
  }
}
