/**
 * Runs the product in the simulated world, from a seed: random work, random faults, and checkers
 * that know what must hold (design §8.4). {@link io.barnabas.simulator.SimulatorMain} runs seeds by
 * the thousand.
 */
@NullMarked
package io.barnabas.simulator;

import org.jspecify.annotations.NullMarked;
