/**
 * The cluster as an immutable snapshot, and its next state by replay of Kafka's metadata records.
 * What many shards read is a {@link io.barnabas.metadata.image.ClusterImage}, replaced whole
 * (design rule 2).
 */
@NullMarked
package io.barnabas.metadata.image;

import org.jspecify.annotations.NullMarked;
