/**
 * Taking over the log directories of an Apache Kafka that was a single node, at the start of a
 * broker; and saying beforehand what would come of it.
 */
@NullMarked
package io.barnabas.broker.takeover;

import org.jspecify.annotations.NullMarked;
