/** kafka-console-producer.sh: sends the lines of standard input. */
@NullMarked
package io.barnabas.cli.producer;

import org.jspecify.annotations.NullMarked;
