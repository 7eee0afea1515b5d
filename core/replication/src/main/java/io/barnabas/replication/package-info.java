/**
 * One partition's replica. Today there is one broker, so a replica is a leader without followers:
 * what is written is in the high watermark.
 */
@NullMarked
package io.barnabas.replication;

import org.jspecify.annotations.NullMarked;
