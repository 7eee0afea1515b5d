package io.barnabas.coordinator.runtime;

import io.barnabas.record.RecordBatch;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What a simulated coordinator's log has on its disk; outlives the process. As in a real log, what
 * is found depends on the batches' headers, and one that makes no sense hides what is behind it in
 * its segment.
 */
final class StoredBatches {
  private final List<List<Stored>> segments = new ArrayList<>(List.of(new ArrayList<>()));
  private long endOffset;

  private record Stored(ByteBuffer batch, int size) {
    boolean isReadable() {
      return RecordBatch.at(batch, 0).sizeBytes() == size;
    }

    boolean endsBefore(long offset) {
      return RecordBatch.at(batch, 0).lastOffset() < offset;
    }
  }

  long endOffset() {
    return endOffset;
  }

  List<ByteBuffer> all() {
    return segments.stream().flatMap(List::stream).map(Stored::batch).toList();
  }

  /** What is appended from now on is in a segment of its own. */
  void startSegment() {
    segments.add(new ArrayList<>());
  }

  /** Appends a batch as a leader does; gives the offset of its first record. */
  long append(ByteBuffer batch) {
    RecordBatch stored = RecordBatch.at(batch, 0);
    stored.assignOffset(endOffset);
    segments.getLast().add(new Stored(batch, batch.limit()));
    endOffset = stored.nextOffset();
    return stored.baseOffset();
  }

  /** Batches of one segment, from the one that holds the offset on; the first is whole. */
  ByteBuffer read(long offset, int maxBytes) {
    for (List<Stored> segment : segments) {
      for (int first = 0; first < segment.size() && segment.get(first).isReadable(); first++) {
        if (!segment.get(first).endsBefore(offset)) {
          return bytes(segment.subList(first, segment.size()), maxBytes);
        }
      }
    }
    return ByteBuffer.allocate(0);
  }

  private static ByteBuffer bytes(List<Stored> batches, int maxBytes) {
    int sum = batches.stream().mapToInt(Stored::size).sum();
    int size = Math.min(sum, Math.max(maxBytes, batches.getFirst().size()));
    ByteBuffer out = ByteBuffer.allocate(size);
    for (Stored stored : batches) {
      out.put(stored.batch().slice(0, Math.min(stored.size(), out.remaining())));
    }
    return out.flip();
  }
}
