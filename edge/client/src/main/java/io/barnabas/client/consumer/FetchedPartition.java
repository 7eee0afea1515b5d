package io.barnabas.client.consumer;

import io.barnabas.client.TopicPartition;
import io.barnabas.protocol.message.FetchResponse;

/**
 * One partition's part of a broker's answer.
 *
 * @param offset the offset that was asked for
 */
record FetchedPartition(TopicPartition partition, long offset, FetchResponse.PartitionData data) {}
