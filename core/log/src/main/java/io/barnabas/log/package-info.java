/** log. */
@NullMarked
package io.barnabas.log;

import org.jspecify.annotations.NullMarked;
