package io.barnabas.log;

import io.barnabas.environment.Lane;
import io.barnabas.environment.Volume;
import io.barnabas.environment.Volume.OpenMode;
import io.barnabas.environment.VolumeFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;

/**
 * {@code log.durability=pagecache}: batches count as written when the operating system has them;
 * they are sure to survive only after a flush.
 */
final class PagecacheWriter implements LogWriter {
  private final Lane openingLane;
  private final Lane briefLane;

  /**
   * @param openingLane for writes that open the file first, which may wait for the device
   * @param briefLane for all others
   */
  PagecacheWriter(Lane openingLane, Lane briefLane) {
    this.openingLane = openingLane;
    this.briefLane = briefLane;
  }

  @Override
  public CompletionStage<VolumeFile> write(SegmentWrite write) {
    Lane lane = write.file() == null ? openingLane : briefLane;
    return lane.submit(volume -> write(volume, write));
  }

  private static VolumeFile write(Volume volume, SegmentWrite write) throws IOException {
    ByteBuffer[] batches = write.batches().toArray(ByteBuffer[]::new);
    VolumeFile lent = write.file();
    if (lent != null) {
      lent.write(write.position(), batches);
      return lent;
    }
    VolumeFile opened = volume.open(write.paths().log(), OpenMode.WRITE);
    try {
      opened.write(write.position(), batches);
      return opened;
    } catch (IOException | RuntimeException e) {
      opened.close();
      throw e;
    }
  }
}
