/**
 * The wire's smallest parts: variable-length integers, and the readers and writers of the generated
 * messages.
 */
@NullMarked
package io.barnabas.protocol.primitive;

import org.jspecify.annotations.NullMarked;
