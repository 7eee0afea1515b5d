/**
 * Taking over the cluster of an Apache Kafka that was a single node: what its metadata says, what
 * of it has no place here, and with what we go on.
 */
@NullMarked
package io.barnabas.metadata.takeover;

import org.jspecify.annotations.NullMarked;
