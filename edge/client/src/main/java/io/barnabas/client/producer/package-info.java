/** Sending records: partitioning, batching, retries, idempotence. */
@NullMarked
package io.barnabas.client.producer;

import org.jspecify.annotations.NullMarked;
