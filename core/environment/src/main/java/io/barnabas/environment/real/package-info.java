/**
 * The real clock, chance, files and disk threads. The one package of core that may start threads
 * and ask the system; the real network is in edge/network.
 */
@NullMarked
package io.barnabas.environment.real;

import org.jspecify.annotations.NullMarked;
