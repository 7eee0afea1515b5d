/** What clients do with a broker, each scenario with every release that can. */
@NullMarked
package io.barnabas.conformance.scenario;

import org.jspecify.annotations.NullMarked;
