/** Starting, watching and ending the brokers that are compared. */
@NullMarked
package io.barnabas.benchmarks.server;

import org.jspecify.annotations.NullMarked;
