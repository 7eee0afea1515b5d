package io.barnabas.client.metadata;

import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.primitive.Uuid;
import java.util.List;

/**
 * One topic as a broker described it.
 *
 * @param id {@link Uuid#ZERO} if the broker has no topic ids
 * @param error why the rest is empty, or NONE
 * @param partitions in the order of their indexes
 */
public record TopicView(
    String name, Uuid id, boolean internal, ErrorCode error, List<PartitionView> partitions) {}
