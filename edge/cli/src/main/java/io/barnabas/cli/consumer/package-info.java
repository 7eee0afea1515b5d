/** kafka-console-consumer.sh: prints the records of a topic. */
@NullMarked
package io.barnabas.cli.consumer;

import org.jspecify.annotations.NullMarked;
