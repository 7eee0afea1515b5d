/**
 * The group coordinator: one partition of {@code __consumer_offsets} as a state machine. The
 * protocols of its kinds of groups and the offsets have packages of their own.
 */
@NullMarked
package io.barnabas.coordinator.group;

import org.jspecify.annotations.NullMarked;
