/**
 * Simulates a whole broker: clients that speak the wire protocol over the simulated network, and a
 * machine under the broker that crashes. What the clients are told is kept in histories, and every
 * later answer must agree with them.
 */
@NullMarked
package io.barnabas.simulator.broker;

import org.jspecify.annotations.NullMarked;
