/** The records of the metadata log, generated from the published schemas. */
@NullMarked
package io.barnabas.protocol.metadata;

import org.jspecify.annotations.NullMarked;
