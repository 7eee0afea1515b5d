/** What a genuine Apache Kafka has left on the disk, taken over by the broker under test. */
@NullMarked
package io.barnabas.conformance.takeover;

import org.jspecify.annotations.NullMarked;
