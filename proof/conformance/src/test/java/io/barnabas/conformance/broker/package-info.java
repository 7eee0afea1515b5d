/** Brokers as processes of their own, started and ended by the tests. */
@NullMarked
package io.barnabas.conformance.broker;

import org.jspecify.annotations.NullMarked;
