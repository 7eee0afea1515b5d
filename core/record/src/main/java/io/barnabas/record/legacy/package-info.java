/**
 * Message formats v0 and v1, for the clients that speak nothing newer: read, written, and converted
 * from and to v2. The log itself holds v2. Formats: Kafka documentation, "Old Message Format"; the
 * relative offsets of v1 are those of KIP-31, its timestamps those of KIP-32.
 */
@NullMarked
package io.barnabas.record.legacy;

import org.jspecify.annotations.NullMarked;
