/** A produce request from its batches to its answer. */
@NullMarked
package io.barnabas.broker.produce;

import org.jspecify.annotations.NullMarked;
