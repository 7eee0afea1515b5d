/**
 * A whole broker with groups of consumers, over wire frames: members come, go, crash and stall, the
 * broker dies and comes back. Checkers look at what members are told, and know nothing of the
 * coordinator.
 */
@NullMarked
package io.barnabas.simulator.group;

import org.jspecify.annotations.NullMarked;
