package io.barnabas.client.admin;

import io.barnabas.client.TopicPartition;
import io.barnabas.protocol.ErrorCode;
import java.util.Map;

/**
 * A folder that a broker keeps partitions in.
 *
 * @param error KAFKA_STORAGE_ERROR if the folder is out of service, else NONE
 * @param partitionBytes the size of each partition in it
 */
public record LogDir(
    String path, ErrorCode error, Map<TopicPartition, Long> partitionBytes, long usableBytes) {}
