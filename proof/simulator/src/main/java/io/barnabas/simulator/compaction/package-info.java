/** Simulates compacted partition logs: appends, cleanings, crashes and a disk that fails. */
@NullMarked
package io.barnabas.simulator.compaction;

import org.jspecify.annotations.NullMarked;
