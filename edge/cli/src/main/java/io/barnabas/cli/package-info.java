/** The command-line tools: what they share here, each in a package of its own. */
@NullMarked
package io.barnabas.cli;

import org.jspecify.annotations.NullMarked;
