/** Requests as bytes over a socket, for what no client sends. */
@NullMarked
package io.barnabas.conformance.wire;

import org.jspecify.annotations.NullMarked;
