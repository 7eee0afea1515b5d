/** The load generator: one thread, one selector, frames built beforehand. */
@NullMarked
package io.barnabas.benchmarks.load;

import org.jspecify.annotations.NullMarked;
