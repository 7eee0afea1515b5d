/** What is known of the cluster: its brokers, topics and partition leaders. */
@NullMarked
package io.barnabas.client.metadata;

import org.jspecify.annotations.NullMarked;
