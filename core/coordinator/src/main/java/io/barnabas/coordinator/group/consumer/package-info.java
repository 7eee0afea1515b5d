/**
 * Groups under the consumer protocol (KIP-848): members say by heartbeat what they want and what
 * they own, the coordinator assigns, and moves partitions from member to member.
 */
@NullMarked
package io.barnabas.coordinator.group.consumer;

import org.jspecify.annotations.NullMarked;
