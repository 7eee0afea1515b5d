/** Which partitions live here, on which shard, and how the other shards ask them. */
@NullMarked
package io.barnabas.broker.partition;

import org.jspecify.annotations.NullMarked;
