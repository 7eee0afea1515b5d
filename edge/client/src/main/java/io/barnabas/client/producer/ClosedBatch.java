package io.barnabas.client.producer;

import io.barnabas.client.TopicPartition;
import java.nio.ByteBuffer;

/** A batch ready to be sent. Every attempt sends the same bytes, so that the broker knows it. */
record ClosedBatch(TopicPartition partition, int recordCount, ByteBuffer bytes) {}
