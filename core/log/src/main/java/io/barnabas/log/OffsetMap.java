package io.barnabas.log;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * The latest offset of each key of a part of a log, in a bounded amount of memory: of a key only a
 * hash of 16 bytes is kept, in an open table of three longs for each key. The hash is MD5, as in
 * Kafka, but begins with a salt that is drawn for each cleaning: nobody can make two keys ahead of
 * time of which one would count as the other.
 */
final class OffsetMap {
  /** What {@link #find} gives for a key that is not in the map. */
  static final long NONE = -1;

  /** The hash and the offset. */
  static final int ENTRY_BYTES = 3 * Long.BYTES;

  private static final int LONGS = 3;

  private final long[] table;
  private final int slots;
  private final int maxEntries;
  private final MessageDigest digest;
  private final byte[] salt;
  private int entries;
  private long latestOffset = NONE;

  /**
   * A map for one cleaning.
   *
   * @param slots how many keys there is memory for
   * @param loadFactor how much of the memory may be used, below 1
   */
  OffsetMap(int slots, double loadFactor, long saltHigh, long saltLow) {
    this.slots = Math.max(2, slots);
    this.maxEntries = Math.clamp((long) (this.slots * loadFactor), 1, this.slots - 1);
    this.table = new long[this.slots * LONGS];
    this.salt = ByteBuffer.allocate(2 * Long.BYTES).putLong(saltHigh).putLong(saltLow).array();
    this.digest = md5();
    Arrays.fill(table, NONE);
  }

  /** How many slots fit into so many bytes. */
  static int slotsIn(long bytes) {
    return (int) Math.min(bytes / ENTRY_BYTES, Integer.MAX_VALUE / LONGS - 8);
  }

  private static MessageDigest md5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has MD5", e);
    }
  }

  /** Notes that a key is at an offset above all before; false if it is new and there is no room. */
  boolean put(ByteBuffer key, long offset) {
    int slot = slotOf(key);
    if (table[slot + 2] == NONE) {
      if (entries == maxEntries) {
        return false;
      }
      entries++;
    }
    table[slot] = high;
    table[slot + 1] = low;
    table[slot + 2] = offset;
    latestOffset = offset;
    return true;
  }

  /** The latest offset of a key, or {@link #NONE}. */
  long find(ByteBuffer key) {
    return table[slotOf(key) + 2];
  }

  /** What is not above it has been looked at; {@link #NONE} if nothing has. */
  long latestOffset() {
    return latestOffset;
  }

  /** Notes that all up to an offset has been looked at. */
  void advanceTo(long offset) {
    latestOffset = Math.max(latestOffset, offset);
  }

  int size() {
    return entries;
  }

  private long high;
  private long low;

  /** The place of the key, or the free one where it would go; there always is a free one. */
  private int slotOf(ByteBuffer key) {
    digest.update(salt);
    digest.update(key.duplicate());
    ByteBuffer hash = ByteBuffer.wrap(digest.digest());
    high = hash.getLong();
    low = hash.getLong();
    int slot = (int) Long.remainderUnsigned(high, slots);
    while (table[slot * LONGS + 2] != NONE && !isAt(slot * LONGS)) {
      slot = slot + 1 == slots ? 0 : slot + 1;
    }
    return slot * LONGS;
  }

  private boolean isAt(int place) {
    return table[place] == high && table[place + 1] == low;
  }
}
