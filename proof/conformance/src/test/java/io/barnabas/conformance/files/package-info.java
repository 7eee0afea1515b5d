/** Kafka's own tools read our files, and ours read Kafka's. */
@NullMarked
package io.barnabas.conformance.files;

import org.jspecify.annotations.NullMarked;
