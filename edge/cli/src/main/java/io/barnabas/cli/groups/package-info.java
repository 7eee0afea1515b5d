/** The command behind kafka-consumer-groups.sh. */
@NullMarked
package io.barnabas.cli.groups;

import org.jspecify.annotations.NullMarked;
