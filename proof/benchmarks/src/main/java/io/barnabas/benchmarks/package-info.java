/** Compares this broker with Apache Kafka on one machine, in one run, under the same load. */
@NullMarked
package io.barnabas.benchmarks;

import org.jspecify.annotations.NullMarked;
