/**
 * What runs a coordinator's state machine: loads it by replaying its log, appends what it decides,
 * lets answers out when that is committed, and undoes what could not be written.
 */
@NullMarked
package io.barnabas.coordinator.runtime;

import org.jspecify.annotations.NullMarked;
