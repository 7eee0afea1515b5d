/** barnabas: what Kafka has no tool for, as subcommands. */
@NullMarked
package io.barnabas.cli.front;

import org.jspecify.annotations.NullMarked;
