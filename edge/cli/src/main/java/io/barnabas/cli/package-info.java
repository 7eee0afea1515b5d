/** cli. */
@NullMarked
package io.barnabas.cli;

import org.jspecify.annotations.NullMarked;
