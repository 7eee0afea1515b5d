package io.barnabas.log;

import io.barnabas.record.RecordBatch;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Finds batches in the end of a segment that is in memory, by its index and their headers. */
record TailLookup(Segment segment, SegmentTail tail) {

  /** Null when what is asked for is not in memory, or memory can't tell. */
  @Nullable SegmentSpan find(ReadRequest request) {
    SegmentIndex index = segment.index();
    long from =
        index == null ? OffsetIndex.ASK_FILE : index.offsets().floorPosition(request.offset());
    if (from < tail.start()) {
      return null;
    }
    long position = from;
    RecordBatch batch = batchAt(position);
    while (batch != null && batch.lastOffset() < request.offset()) {
      position += batch.sizeBytes();
      batch = batchAt(position);
    }
    if (batch == null) {
      return null;
    }
    if (batch.lastOffset() >= request.upperBoundOffset()) {
      return new SegmentSpan(position, 0, position);
    }
    return new SegmentSpan(position, batch.sizeBytes(), end(position, batch, request));
  }

  /** Goes no further for the upper bound than the reader wants bytes. */
  private long end(long start, RecordBatch first, ReadRequest request) {
    long end = start + first.sizeBytes();
    while (end - start < request.maxBytes()) {
      RecordBatch batch = batchAt(end);
      if (batch == null || batch.lastOffset() >= request.upperBoundOffset()) {
        break;
      }
      end += batch.sizeBytes();
    }
    return end;
  }

  private @Nullable RecordBatch batchAt(long position) {
    long end = Math.min(tail.end(), segment.writtenBytes());
    int sizeBytes = (int) Math.min(RecordBatch.HEADER_BYTES, end - position);
    if (sizeBytes < RecordBatch.MIN_HEADER_BYTES) {
      return null;
    }
    ByteBuffer header = ByteBuffer.allocate(sizeBytes);
    tail.read(position, header);
    return RecordBatch.at(header.flip(), 0);
  }
}
