/** network. */
@NullMarked
package io.barnabas.network;

import org.jspecify.annotations.NullMarked;
