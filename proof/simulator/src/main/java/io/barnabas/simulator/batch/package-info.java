/**
 * Record batches as the simulator's clients write and read them: format v2, uncompressed. Written
 * apart from {@code io.barnabas.record}, so that a mistake there can't hide itself.
 */
@NullMarked
package io.barnabas.simulator.batch;

import org.jspecify.annotations.NullMarked;
