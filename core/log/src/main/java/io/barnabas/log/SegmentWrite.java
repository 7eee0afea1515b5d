package io.barnabas.log;

import io.barnabas.environment.VolumeFile;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Batches to be put at a place in a segment.
 *
 * @param file the segment's file if it is open; lent
 * @param position where in the file the first batch goes
 * @param batches their bytes, to be written one after the other; consumed
 */
record SegmentWrite(
    SegmentPaths paths, @Nullable VolumeFile file, long position, List<ByteBuffer> batches) {}
