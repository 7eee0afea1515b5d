/** metadata. */
@NullMarked
package io.barnabas.metadata;

import org.jspecify.annotations.NullMarked;
