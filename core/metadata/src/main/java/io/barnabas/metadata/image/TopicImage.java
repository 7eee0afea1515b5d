package io.barnabas.metadata.image;

import io.barnabas.protocol.primitive.Uuid;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One topic.
 *
 * @param partitions by their number
 */
public record TopicImage(String name, Uuid id, List<PartitionImage> partitions) {
  public TopicImage {
    partitions = List.copyOf(partitions);
  }

  /** A partition by its number, null where there is none. */
  public @Nullable PartitionImage partition(int partition) {
    return partition >= 0 && partition < partitions.size() ? partitions.get(partition) : null;
  }
}
