package io.barnabas.simulator;

import io.barnabas.environment.simulated.SimulatedVolume;
import io.barnabas.simulator.batch.BatchFormat;
import io.barnabas.simulator.batch.SeenBatch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;

/** How far a partition's log will be there after any crash, going by what is on the volume. */
public final class SureEnd {
  private static final String SEGMENT_SUFFIX = ".log";

  private SureEnd() {}

  /**
   * The end of the unbroken row of whole batches that lie synced in the folder's segments, 0 if
   * there is none that reaches above what was deleted.
   *
   * @param deletedBelow the row may begin here or below, and have gaps below where segments were
   *     deleted
   */
  public static long of(SimulatedVolume volume, Path folder, long deletedBelow) {
    long end = -1;
    boolean mayLoseEnd = false;
    for (Map.Entry<String, byte[]> file : volume.sureFiles(folder).entrySet()) {
      if (file.getKey().endsWith(SEGMENT_SUFFIX)) {
        long baseOffset = baseOffset(file.getKey());
        if (baseOffset != end && (baseOffset > deletedBelow || mayLoseEnd)) {
          break;
        }
        end = Math.max(baseOffset, endOf(file.getValue(), baseOffset));
        mayLoseEnd = mayLoseEnd(volume, folder.resolve(file.getKey()));
      }
    }
    return end > deletedBelow ? end : 0;
  }

  /** Then what follows is beyond a gap that is none of deletion. */
  private static boolean mayLoseEnd(SimulatedVolume volume, Path segment) {
    try {
      return !volume.isSynced(segment);
    } catch (IOException e) {
      return false; // it is being deleted
    }
  }

  private static long baseOffset(String fileName) {
    return Long.parseLong(fileName.substring(0, fileName.length() - SEGMENT_SUFFIX.length()));
  }

  private static long endOf(byte[] segment, long baseOffset) {
    long end = baseOffset;
    for (SeenBatch batch : BatchFormat.decodeUndamaged(ByteBuffer.wrap(segment))) {
      if (batch.baseOffset() != end) {
        break;
      }
      end = batch.lastOffset() + 1;
    }
    return end;
  }
}
