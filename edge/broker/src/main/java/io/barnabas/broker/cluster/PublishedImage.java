package io.barnabas.broker.cluster;

import io.barnabas.metadata.image.ClusterImage;
import java.util.function.Supplier;

/**
 * The cluster as the handlers see it: the last committed image whose partitions have been announced
 * to their shards. Replaced whole; any thread may read it.
 */
public final class PublishedImage implements Supplier<ClusterImage> {
  private volatile ClusterImage image;

  public PublishedImage(ClusterImage image) {
    this.image = image;
  }

  @Override
  public ClusterImage get() {
    return image;
  }

  void publish(ClusterImage newImage) {
    image = newImage;
  }
}
