package io.barnabas.broker.fetch;

import io.barnabas.broker.partition.Failure;
import io.barnabas.log.TopicPartition;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.replication.LeaderRead;
import io.barnabas.replication.fetch.FetchPartition;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One partition of a fetch, and what has been found there so far. To be used on the connection's
 * shard.
 */
final class FetchTarget {
  private static final Logger log = LoggerFactory.getLogger(FetchTarget.class);

  private final FetchPartition wanted;
  private final @Nullable TopicPartition partition;
  private @Nullable Failure failure;
  private @Nullable LeaderRead read;

  private FetchTarget(
      FetchPartition wanted, @Nullable TopicPartition partition, @Nullable Failure failure) {
    this.wanted = wanted;
    this.partition = partition;
    this.failure = failure;
  }

  static FetchTarget of(FetchPartition wanted, TopicPartition partition) {
    return new FetchTarget(wanted, partition, null);
  }

  static FetchTarget unknown(FetchPartition wanted, ErrorCode error) {
    return new FetchTarget(wanted, null, new Failure(error, null));
  }

  FetchPartition wanted() {
    return wanted;
  }

  /** Null when the request names no partition that exists. */
  @Nullable TopicPartition partition() {
    return partition;
  }

  @Nullable Failure failure() {
    return failure;
  }

  @Nullable LeaderRead read() {
    return read;
  }

  long readBytes() {
    return read == null ? 0 : read.data().sizeBytes();
  }

  /** Whether there is something to tell that does not get better by waiting. */
  boolean isUrgent() {
    return failure != null || (read != null && read.diverging() != null);
  }

  void succeed(LeaderRead newRead) {
    release();
    read = newRead;
  }

  void fail(Failure newFailure) {
    release();
    failure = newFailure;
  }

  private void release() {
    releaseData();
    read = null;
  }

  /** Gives back what was read and will not be sent. */
  void releaseData() {
    if (read == null) {
      return;
    }
    try {
      read.data().close();
    } catch (IOException e) {
      log.warn("A segment file did not close: {}", String.valueOf(e));
    }
  }
}
