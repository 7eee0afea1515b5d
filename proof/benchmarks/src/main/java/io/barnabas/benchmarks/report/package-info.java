/** The figures, their targets and the Markdown table. */
@NullMarked
package io.barnabas.benchmarks.report;

import org.jspecify.annotations.NullMarked;
