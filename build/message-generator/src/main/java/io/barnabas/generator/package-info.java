/**
 * Turns Kafka's published message schemas into Java at build time. Start reading at {@link
 * io.barnabas.generator.Generator}: schemas of two releases are read, joined into one, and written
 * as one class per message.
 */
@NullMarked
package io.barnabas.generator;

import org.jspecify.annotations.NullMarked;
