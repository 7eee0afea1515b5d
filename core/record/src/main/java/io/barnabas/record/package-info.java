/**
 * Record batches of message format v2: looked at in place, checked, decoded, built and compressed.
 * Everything works on bytes the caller owns, keeps no state between calls and is confined to the
 * calling thread. The older formats are in {@code io.barnabas.record.legacy}.
 */
@NullMarked
package io.barnabas.record;

import org.jspecify.annotations.NullMarked;
