/**
 * The world as the deterministic core sees it: time, timers, chance, disk and network, all of them
 * handed to constructors. The real ones are in {@code io.barnabas.environment.real} (the network
 * one in edge/network), the simulated ones in {@code io.barnabas.environment.simulated}.
 *
 * <p>Everything here is used on one shard. A callback or a {@link
 * java.util.concurrent.CompletionStage} obtained on a shard completes on that shard, never inside
 * the call that asked for it unless the result was already known.
 */
@NullMarked
package io.barnabas.environment;

import org.jspecify.annotations.NullMarked;
