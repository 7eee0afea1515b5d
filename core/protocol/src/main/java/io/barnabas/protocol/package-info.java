/** protocol. */
@NullMarked
package io.barnabas.protocol;

import org.jspecify.annotations.NullMarked;
