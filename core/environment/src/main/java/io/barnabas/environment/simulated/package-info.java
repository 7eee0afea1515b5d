/**
 * A world in one thread, in virtual time, from one seed (design §8.4): processes with shards, disks
 * that lose what was not synced, a network that delays and breaks. The same seed gives the same
 * events in the same order; {@link io.barnabas.environment.simulated.Trace} tells.
 *
 * <p>Start with {@link io.barnabas.environment.simulated.SimulatedWorld}; a test that only needs
 * files takes a {@link io.barnabas.environment.simulated.SimulatedVolume} by itself.
 */
@NullMarked
package io.barnabas.environment.simulated;

import org.jspecify.annotations.NullMarked;
