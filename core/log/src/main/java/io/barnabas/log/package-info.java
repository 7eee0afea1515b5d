/**
 * Logs on disk, in Kafka's files. {@link io.barnabas.log.LogDirectory} is one of {@code log.dirs},
 * {@link io.barnabas.log.PartitionLog} one partition's log in it. Both belong to one shard; all
 * that blocks is done on lanes of its {@link io.barnabas.environment.Disk} over values that nobody
 * changes meanwhile.
 *
 * <p>An append passes {@code LogAppender}, which checks and numbers it, {@code WriteQueue}, which
 * gathers and orders, and {@code LogWriter}, which decides when it counts as written. A read is
 * answered by {@code RecentBatches} or asks the files with a {@code SegmentLookup}. {@code
 * LogLoader} opens and recovers.
 */
@NullMarked
package io.barnabas.log;

import org.jspecify.annotations.NullMarked;
