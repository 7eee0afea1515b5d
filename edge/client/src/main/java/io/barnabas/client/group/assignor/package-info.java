/** How the leader of a classic group shares out partitions: Kafka's four ways. */
@NullMarked
package io.barnabas.client.group.assignor;

import org.jspecify.annotations.NullMarked;
