/** record. */
@NullMarked
package io.barnabas.record;

import org.jspecify.annotations.NullMarked;
