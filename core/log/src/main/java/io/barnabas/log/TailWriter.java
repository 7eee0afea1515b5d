package io.barnabas.log;

import io.barnabas.environment.Lane;
import io.barnabas.environment.Volume;
import io.barnabas.environment.Volume.OpenMode;
import io.barnabas.environment.VolumeFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Brings the end of a log from memory into its file: in large pieces past the page cache as it
 * grows, to the last byte when somebody needs it there. At any time one segment has such an end.
 */
final class TailWriter {
  private static final long MAX_PIECES = 4;

  /** This part of a piece at least is worth another open file. */
  private static final int MIN_DIRECT_PARTS = 16;

  private final TailMemory memory;
  private final Lane lane;
  private final Consumer<Throwable> onFailure;
  private @Nullable Segment segment;
  private @Nullable CompletionStage<Void> running;

  /**
   * @param onFailure told when the file could not be written
   */
  TailWriter(TailMemory memory, Lane lane, Consumer<Throwable> onFailure) {
    this.memory = memory;
    this.lane = lane;
    this.onFailure = onFailure;
  }

  /** The tail of the segment that is appended to at a position, begun where there is none. */
  SegmentTail tailAt(Segment appendedTo, long position) {
    SegmentTail known = appendedTo.tail();
    segment = appendedTo;
    if (known != null && known.end() == position) {
      return known;
    }
    if (known != null) {
      known.free();
    }
    SegmentTail begun =
        new SegmentTail(memory, appendedTo, position, () -> settle().exceptionally(_ -> null));
    appendedTo.keepTail(begun);
    return begun;
  }

  /** More has been written to the tail: if others wait for memory, all of it goes to the file. */
  void onWritten() {
    Segment grown = segment;
    if (running != null || grown == null || grown.pendingBytes() == 0) {
      return;
    }
    if (memory.isShort()) {
      start(grown, grown.writtenBytes());
    } else if (grown.pendingBytes() >= memory.pieceBytes()) {
      start(grown, grown.writtenBytes() & -Volume.BLOCK_BYTES);
    }
  }

  /** Completes when all that is written by now is in the file. */
  CompletionStage<Void> settle() {
    Segment settling = segment;
    if (settling == null || settling.pendingBytes() == 0) {
      return CompletableFuture.completedFuture(null);
    }
    return settle(settling, settling.writtenBytes());
  }

  private CompletionStage<Void> settle(Segment settling, long end) {
    if (settling.fileBytes() >= end) {
      return CompletableFuture.completedFuture(null);
    }
    CompletionStage<Void> before = running != null ? running : start(settling, end);
    return before.thenCompose(_ -> settle(settling, end));
  }

  private CompletionStage<Void> start(Segment grown, long wantedEnd) {
    SegmentTail tail = grown.tail();
    if (tail == null) {
      throw new IllegalStateException("Nothing of " + grown.paths().log() + " is in memory");
    }
    long from = grown.fileBytes();
    long end = Math.min(wantedEnd, (from + MAX_PIECES * memory.pieceBytes()) & -Volume.BLOCK_BYTES);
    List<ByteBuffer> bytes = tail.slices(from, end);
    SegmentPaths paths = grown.paths();
    CompletionStage<Void> done =
        lane.submit(FileChange.work(volume -> write(volume, paths, from, bytes)))
            .handle((_, error) -> onDone(grown, tail, end, error))
            .thenCompose(stage -> stage);
    running = done;
    return done;
  }

  private CompletionStage<Void> onDone(
      Segment grown, SegmentTail tail, long end, @Nullable Throwable error) {
    running = null;
    if (error != null) {
      onFailure.accept(error);
      return CompletableFuture.failedFuture(error);
    }
    grown.noteInFile(end);
    memory.noteInFile(tail);
    onWritten();
    return CompletableFuture.completedFuture(null);
  }

  /** Writes pieces of memory to a segment's file, from a position on. Blocking. */
  private void write(Volume volume, SegmentPaths paths, long position, List<ByteBuffer> bytes)
      throws IOException {
    long end = position + bytes.stream().mapToLong(ByteBuffer::remaining).sum();
    long bodyStart = Math.min(end, position + (-position & (Volume.BLOCK_BYTES - 1)));
    long bodyEnd = Math.max(bodyStart, end & -Volume.BLOCK_BYTES);
    TailPieces pieces = new TailPieces(bytes);
    if (bodyEnd - bodyStart < memory.pieceBytes() / MIN_DIRECT_PARTS) {
      write(volume, paths, OpenMode.WRITE, position, pieces.next(end - position));
      return;
    }
    if (bodyStart > position) {
      write(volume, paths, OpenMode.WRITE, position, pieces.next(bodyStart - position));
    }
    write(volume, paths, OpenMode.DIRECT, bodyStart, pieces.next(bodyEnd - bodyStart));
    if (end > bodyEnd) {
      write(volume, paths, OpenMode.WRITE, bodyEnd, pieces.next(end - bodyEnd));
    }
  }

  private static void write(
      Volume volume, SegmentPaths paths, OpenMode mode, long position, ByteBuffer[] bytes)
      throws IOException {
    try (VolumeFile file = volume.open(paths.log(), mode)) {
      file.write(position, bytes);
    }
  }
}
