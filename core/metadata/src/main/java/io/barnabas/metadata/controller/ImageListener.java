package io.barnabas.metadata.controller;

import io.barnabas.metadata.image.ClusterImage;
import io.barnabas.metadata.image.ImageDelta;

/** Hears of each new committed image, on the controller's shard. */
@FunctionalInterface
public interface ImageListener {
  /**
   * Records were committed. Called before those who asked for the change are answered.
   *
   * @param delta what differs between the two
   */
  void onImage(ClusterImage before, ClusterImage after, ImageDelta delta);
}
