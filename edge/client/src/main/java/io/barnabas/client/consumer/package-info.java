/** Reading records of assigned partitions. */
@NullMarked
package io.barnabas.client.consumer;

import org.jspecify.annotations.NullMarked;
