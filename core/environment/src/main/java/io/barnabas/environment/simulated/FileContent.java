package io.barnabas.environment.simulated;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The bytes of a file as programs see them, and as a crash may leave them. */
final class FileContent {
  private static final int SECTOR_BYTES = 512;

  private ByteStore current = new ByteStore();
  private ByteStore durable = new ByteStore();
  private final List<Change> unsynced = new ArrayList<>();

  long size() {
    return current.size();
  }

  int read(ByteBuffer target, long position) {
    return current.read(target, position);
  }

  void write(long position, byte[] bytes) {
    change(new Write(position, bytes));
  }

  void cut(long size) {
    if (size < current.size()) {
      change(new Cut(size));
    }
  }

  private void change(Change change) {
    change.applyTo(current);
    unsynced.add(change);
  }

  void sync() {
    unsynced.forEach(change -> change.applyTo(durable));
    unsynced.clear();
  }

  /** What a failed sync may do: the bytes stay visible and are never written. */
  void forgetUnsynced() {
    unsynced.clear();
  }

  boolean isSynced() {
    return unsynced.isEmpty();
  }

  /** Bytes that a sync has confirmed, of the size that it confirmed. */
  long durableBytes() {
    return Math.min(durable.size(), current.size());
  }

  byte[] toArray() {
    return current.toArray();
  }

  /** The bytes, from the start, that every crash leaves as they are. */
  byte[] sureBytes() {
    long sure = durable.size();
    for (Change change : unsynced) {
      sure = Math.min(sure, change.start());
    }
    return Arrays.copyOf(durable.toArray(), (int) sure);
  }

  void flipBit(long bit) {
    current.flipBit(bit);
    if (bit / 8 < durable.size()) {
      durable.flipBit(bit);
    }
  }

  /** Decides what of the unsynced changes is there after a crash. */
  void crash(SeededRandomness randomness) {
    switch (CrashOutcome.pick(randomness)) {
      case LOSE_ALL -> {}
      case KEEP_ALL -> unsynced.forEach(change -> change.applyTo(durable));
      case KEEP_FIRST -> keepFirst(randomness);
      case KEEP_SOME -> unsynced.forEach(change -> change.tear(durable, randomness));
    }
    unsynced.clear();
    current = durable.copy();
  }

  /** The usual end of an append: all up to some write, and of that one a part. */
  private void keepFirst(SeededRandomness randomness) {
    int kept = randomness.nextInt(unsynced.size() + 1);
    unsynced.subList(0, kept).forEach(change -> change.applyTo(durable));
    if (kept < unsynced.size()) {
      unsynced.get(kept).cutShort(durable, randomness);
    }
  }

  private sealed interface Change {
    /** The first byte that it may alter. */
    long start();

    void applyTo(ByteStore store);

    /** Applies a part from its start, if it has parts. */
    void cutShort(ByteStore store, SeededRandomness randomness);

    /** Applies all, any parts or nothing of it. */
    void tear(ByteStore store, SeededRandomness randomness);
  }

  private static final class Write implements Change {
    private final long position;
    private final byte[] bytes;

    Write(long position, byte[] bytes) {
      this.position = position;
      this.bytes = bytes;
    }

    @Override
    public long start() {
      return position;
    }

    @Override
    public void applyTo(ByteStore store) {
      store.write(position, bytes, 0, bytes.length);
    }

    @Override
    public void cutShort(ByteStore store, SeededRandomness randomness) {
      store.write(position, bytes, 0, randomness.nextInt(bytes.length + 1));
    }

    /** Disks write sectors whole and in any order. */
    @Override
    public void tear(ByteStore store, SeededRandomness randomness) {
      int keptPerMille = randomness.nextInt(1001);
      int from = 0;
      while (from < bytes.length) {
        int toSectorEnd = SECTOR_BYTES - (int) ((position + from) % SECTOR_BYTES);
        int length = Math.min(toSectorEnd, bytes.length - from);
        if (randomness.chance(keptPerMille)) {
          store.write(position + from, bytes, from, length);
        }
        from += length;
      }
    }
  }

  private record Cut(long size) implements Change {
    @Override
    public long start() {
      return size;
    }

    @Override
    public void applyTo(ByteStore store) {
      store.cut(size);
    }

    @Override
    public void cutShort(ByteStore store, SeededRandomness randomness) {}

    @Override
    public void tear(ByteStore store, SeededRandomness randomness) {
      if (randomness.chance(500)) {
        store.cut(size);
      }
    }
  }
}
