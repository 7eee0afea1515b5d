/**
 * Broker and topic configs under Kafka's names: what each may be set to, where a value comes from,
 * and the typed, immutable results that the rest of the code reads. The two tables of names are
 * resources beside this package: {@code broker-configs.txt} and {@code topic-configs.txt}.
 */
@NullMarked
package io.barnabas.metadata.config;

import org.jspecify.annotations.NullMarked;
