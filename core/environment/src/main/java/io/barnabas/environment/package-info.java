/** environment. */
@NullMarked
package io.barnabas.environment;

import org.jspecify.annotations.NullMarked;
