/** client. */
@NullMarked
package io.barnabas.client;

import org.jspecify.annotations.NullMarked;
