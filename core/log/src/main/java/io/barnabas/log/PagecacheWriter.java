package io.barnabas.log;

import io.barnabas.environment.Lane;
import io.barnabas.environment.Volume;
import io.barnabas.environment.Volume.OpenMode;
import io.barnabas.environment.VolumeFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * {@code log.durability=pagecache}: batches count as written when the operating system has them;
 * they are sure to survive only after a flush.
 */
final class PagecacheWriter implements LogWriter {
  private final Lane openingLane;
  private final Lane briefLane;
  private @Nullable VolumeFile file;
  private @Nullable Segment fileSegment;
  private boolean closed;

  /**
   * @param openingLane for writes that open the file first, which may wait for the device
   * @param briefLane for all others
   */
  PagecacheWriter(Lane openingLane, Lane briefLane) {
    this.openingLane = openingLane;
    this.briefLane = briefLane;
  }

  @Override
  public CompletionStage<Void> write(WriteStep.Group group) {
    if (fileSegment != group.segment()) {
      release();
    }
    VolumeFile lent = file;
    SegmentPaths paths = group.segment().paths();
    ByteBuffer[] batches = group.batches().toArray(ByteBuffer[]::new);
    Lane lane = lent == null ? openingLane : briefLane;
    return lane.submit(volume -> write(volume, paths, lent, group.position(), batches))
        .thenAccept(written -> onWritten(group, lent, written));
  }

  private static VolumeFile write(
      Volume volume,
      SegmentPaths paths,
      @Nullable VolumeFile lent,
      long position,
      ByteBuffer[] batches)
      throws IOException {
    if (lent != null) {
      lent.write(position, batches);
      return lent;
    }
    VolumeFile opened = volume.open(paths.log(), OpenMode.WRITE);
    try {
      opened.write(position, batches);
      return opened;
    } catch (IOException | RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  private void onWritten(WriteStep.Group group, @Nullable VolumeFile lent, VolumeFile written) {
    if (closed) {
      if (lent == null) {
        Segment.close(written);
      }
      return;
    }
    file = written;
    fileSegment = group.segment();
    group.segment().adopt(written);
    group.segment().noteInFile(group.endPosition());
    group.segment().noteWritten(group.endPosition());
  }

  @Override
  public boolean mayFollow(WriteStep.Group group) {
    return false;
  }

  @Override
  public CompletionStage<Void> settle() {
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public void close() {
    closed = true;
    release();
  }

  /** Closes the file that is written to. */
  void release() {
    Segment.close(file);
    file = null;
    fileSegment = null;
  }
}
