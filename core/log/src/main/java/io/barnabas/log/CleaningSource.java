package io.barnabas.log;

import io.barnabas.environment.Volume;
import io.barnabas.environment.Volume.OpenMode;
import io.barnabas.environment.VolumeFile;
import io.barnabas.record.RecordBatch;
import java.io.IOException;
import java.util.List;

/**
 * The sealed segments that a cleaning reads, batch by batch and a slice at a time. Damage ends it:
 * what can't be read must not be taken for what is not there. Blocking.
 */
final class CleaningSource {
  private final List<Part> parts;
  private int current;
  private long position;

  CleaningSource(List<Part> parts) {
    this.parts = parts;
  }

  /** One segment, whose files do not change. */
  record Part(SegmentPaths paths, long sizeBytes) {
    static Part of(Segment segment) {
      return new Part(segment.paths(), segment.fileBytes());
    }
  }

  /** Takes the batches of a source. */
  interface Taker {
    /** Takes a batch, whose bytes are valid during the call; false to get no more of them. */
    boolean take(RecordBatch batch) throws IOException;
  }

  /**
   * Hands over the next batches, about so many bytes of them.
   *
   * @return how many bytes were read
   * @throws MalformedFileException if a batch is damaged
   */
  long read(Volume volume, long aboutBytes, Taker taker) throws IOException {
    long read = 0;
    while (read < aboutBytes && !isAtEnd()) {
      read += readPart(volume, parts.get(current), aboutBytes - read, taker);
    }
    return read;
  }

  private long readPart(Volume volume, Part part, long aboutBytes, Taker taker) throws IOException {
    long start = position;
    if (start < part.sizeBytes()) {
      try (VolumeFile log = volume.open(part.paths().log(), OpenMode.READ)) {
        read(new BatchScanner(log, start, part.sizeBytes()), part, start + aboutBytes, taker);
      }
    }
    long read = position - start;
    if (position >= part.sizeBytes()) {
      current++;
      position = 0;
    }
    return read;
  }

  private void read(BatchScanner scanner, Part part, long end, Taker taker) throws IOException {
    while (position < Math.min(end, part.sizeBytes())) {
      RecordBatch header = scanner.next();
      if (header == null || !scanner.whole().isCrcValid()) {
        throw new MalformedFileException(
            part.paths().log(), "the batch at position " + position + " is damaged");
      }
      if (!taker.take(scanner.whole())) {
        current = parts.size();
        return;
      }
      position = scanner.end();
    }
  }

  boolean isAtEnd() {
    return current >= parts.size();
  }
}
