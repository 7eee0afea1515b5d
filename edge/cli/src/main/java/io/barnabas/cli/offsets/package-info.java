/** kafka-get-offsets.sh: shows the offsets of partitions. */
@NullMarked
package io.barnabas.cli.offsets;

import org.jspecify.annotations.NullMarked;
