/**
 * The codecs of record batches, as streams. A codec's class, and with it its native library, is
 * loaded when the codec is first used and not before.
 */
@NullMarked
package io.barnabas.record.codec;

import org.jspecify.annotations.NullMarked;
