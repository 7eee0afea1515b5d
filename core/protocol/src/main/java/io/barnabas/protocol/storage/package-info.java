/** The producer snapshot and the tiered storage records, generated from the published schemas. */
@NullMarked
package io.barnabas.protocol.storage;

import org.jspecify.annotations.NullMarked;
