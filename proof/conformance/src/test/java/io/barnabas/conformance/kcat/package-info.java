/** librdkafka, as kcat: the protocol written a second time, by others. */
@NullMarked
package io.barnabas.conformance.kcat;

import org.jspecify.annotations.NullMarked;
