/** How groups with members change from the classic to the consumer protocol and back (KIP-848). */
@NullMarked
package io.barnabas.coordinator.group.migration;

import org.jspecify.annotations.NullMarked;
