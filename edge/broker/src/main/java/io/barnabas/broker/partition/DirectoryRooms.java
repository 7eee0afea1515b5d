package io.barnabas.broker.partition;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How much producers may still append in each log directory until it is looked at again. Any
 * thread; written by the one that looks.
 */
public final class DirectoryRooms {
  private final Map<Path, DirectoryRoom> rooms = new ConcurrentHashMap<>();

  /** What holds from one look to the next. A new one tells a shard that there was a look. */
  static final class Allowance {
    private static final int SHARES = 64;

    private final boolean failed;
    private final AtomicLong leftBytes;

    private Allowance(long bytes, boolean failed) {
      this.leftBytes = new AtomicLong(bytes);
      this.failed = failed;
    }

    /** Whether the directory can't be used at all. */
    boolean failed() {
      return failed;
    }

    /** Takes what is wanted and some more, so as to be asked seldom; 0 if that much is not left. */
    long take(long wantedBytes) {
      long left = leftBytes.get();
      while (left >= wantedBytes) {
        long taken = Math.max(wantedBytes, left / SHARES);
        if (leftBytes.compareAndSet(left, left - taken)) {
          return taken;
        }
        left = leftBytes.get();
      }
      return 0;
    }
  }

  /** One directory's allowance, replaced whole. */
  static final class DirectoryRoom {
    private volatile Allowance allowance = new Allowance(Long.MAX_VALUE, false);

    Allowance allowance() {
      return allowance;
    }
  }

  DirectoryRoom of(Path directory) {
    return rooms.computeIfAbsent(directory, _ -> new DirectoryRoom());
  }

  /** A look has found a directory in order. */
  public void allow(Path directory, long bytes) {
    of(directory).allowance = new Allowance(bytes, false);
  }

  /** A look has found that a directory can't be used. */
  public void fail(Path directory) {
    of(directory).allowance = new Allowance(0, true);
  }
}
