/** Simulates partition logs by themselves, without a broker around them. */
@NullMarked
package io.barnabas.simulator.log;

import org.jspecify.annotations.NullMarked;
