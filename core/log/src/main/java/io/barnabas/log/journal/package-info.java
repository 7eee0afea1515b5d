/**
 * The journal of a log directory ({@code log.durability=journal}): what was appended to any of its
 * logs, one after the other, durable before it is acknowledged. Once its content is durable in the
 * segments too, a file is used again.
 *
 * <p>Format, all numbers big-endian. A file is made of blocks of 4096 bytes. The first is its
 * header: magic, CRC-32C of the rest, version, sequence number, and where the file before it ends.
 * Then come commits, each at the start of a block:
 *
 * <pre>
 * commit: magic (4) | CRC-32C of the next 24 bytes (4) | file sequence (8) | position (8)
 *         | bytes of entries (4) | count of entries (4) | entries | zeros up to the next block
 * entry:  CRC-32C from size to name (4) | size (4) | type (1) | partition (4) | topic id (16)
 *         | segment base offset (8) | base offset (8) | next offset (8) | durable offset (8)
 *         | recovery point (8) | CRC-32C of the batches (4) | bytes of name (2) | topic name | batches
 * </pre>
 *
 * <p>A commit is synced before the next is written. So the first commit that is not whole is the
 * end, unless a later one is there: then it was whole once, and the medium has damaged it.
 *
 * <p>Of a log several appends may be under way. What lies below the durable offset of an append was
 * durable when it was asked for: where entries between are missing, and nothing later says that
 * they were durable, they have failed, and what follows them was not acknowledged either.
 *
 * <p>The recovery point in the last entry of a log tells a recovery from where on to look through
 * its segments, where the checkpoint, written once a minute, is older. A cut puts it back to 0.
 */
@NullMarked
package io.barnabas.log.journal;

import org.jspecify.annotations.NullMarked;
