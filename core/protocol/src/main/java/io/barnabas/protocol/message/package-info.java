/** The messages of the wire protocol and their headers, generated from the published schemas. */
@NullMarked
package io.barnabas.protocol.message;

import org.jspecify.annotations.NullMarked;
