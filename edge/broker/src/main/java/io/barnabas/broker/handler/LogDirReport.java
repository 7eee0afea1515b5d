package io.barnabas.broker.handler;

import io.barnabas.environment.Shard;
import io.barnabas.log.TopicPartition;
import io.barnabas.protocol.ErrorCode;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Knows what lies in this broker's log directories. Any shard may ask. */
@FunctionalInterface
public interface LogDirReport {
  /** All log directories; completes on the asking shard. */
  CompletionStage<List<LogDir>> report(Shard asker);

  /**
   * One log directory.
   *
   * @param path absolute
   * @param error NONE, or KAFKA_STORAGE_ERROR where it can't be used
   * @param totalBytes size of its file system, -1 if not known
   * @param usableBytes what may still be written, -1 if not known
   */
  record LogDir(
      String path, ErrorCode error, long totalBytes, long usableBytes, List<LogSize> logs) {}

  /**
   * One partition's log.
   *
   * @param sizeBytes of its log files
   * @param offsetLag how many offsets it is behind the log whose place it is to take; 0 for others
   * @param isFuture whether it is a copy that is to take a log's place
   */
  record LogSize(TopicPartition partition, long sizeBytes, long offsetLag, boolean isFuture) {}
}
