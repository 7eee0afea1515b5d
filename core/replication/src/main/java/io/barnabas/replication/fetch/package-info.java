/** Incremental fetch sessions (KIP-227). */
@NullMarked
package io.barnabas.replication.fetch;

import org.jspecify.annotations.NullMarked;
