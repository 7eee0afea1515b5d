package io.barnabas.client.admin;

import io.barnabas.client.TopicPartition;
import io.barnabas.protocol.ErrorCode;
import java.util.List;

/**
 * A folder that a broker keeps partitions in.
 *
 * @param error KAFKA_STORAGE_ERROR if the folder is out of service, else NONE
 * @param replicas the partitions in it, sorted
 * @param usableBytes room that is left, -1 if the broker does not tell
 */
public record LogDir(String path, ErrorCode error, List<Replica> replicas, long usableBytes) {
  /**
   * A partition's copy.
   *
   * @param offsetLag how many records it has yet to get
   * @param isFuture whether it is one that is to replace the copy in another folder
   */
  public record Replica(
      TopicPartition partition, long sizeBytes, long offsetLag, boolean isFuture) {}
}
