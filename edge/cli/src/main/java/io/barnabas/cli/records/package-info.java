/** kafka-delete-records.sh: deletes the oldest records of partitions. */
@NullMarked
package io.barnabas.cli.records;

import org.jspecify.annotations.NullMarked;
