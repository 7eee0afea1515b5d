/**
 * The committed offsets of the groups in one partition of {@code __consumer_offsets}: commit,
 * fetch, deletion, expiry; and what an administrator asks of groups of every protocol.
 */
@NullMarked
package io.barnabas.coordinator.group.offset;

import org.jspecify.annotations.NullMarked;
