/**
 * The log directories of this broker: which partition is in which, and what is remembered of them
 * between runs.
 */
@NullMarked
package io.barnabas.broker.storage;

import org.jspecify.annotations.NullMarked;
