/** What is measured, a class for each kind of work. */
@NullMarked
package io.barnabas.benchmarks.row;

import org.jspecify.annotations.NullMarked;
