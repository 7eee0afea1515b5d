/**
 * The official Java client in its releases, each in a class loader of its own. The interfaces here
 * know no Kafka class, so that a test is written once and runs with every release.
 */
@NullMarked
package io.barnabas.conformance.client;

import org.jspecify.annotations.NullMarked;
