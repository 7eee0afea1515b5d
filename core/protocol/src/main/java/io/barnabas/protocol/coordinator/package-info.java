/**
 * The records of the group, share and transaction coordinators' topics, generated from the
 * published schemas.
 */
@NullMarked
package io.barnabas.protocol.coordinator;

import org.jspecify.annotations.NullMarked;
