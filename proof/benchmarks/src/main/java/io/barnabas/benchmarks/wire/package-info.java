/**
 * The few frames of Kafka's protocol that the load generator sends, and what it reads of the
 * answers.
 */
@NullMarked
package io.barnabas.benchmarks.wire;

import org.jspecify.annotations.NullMarked;
