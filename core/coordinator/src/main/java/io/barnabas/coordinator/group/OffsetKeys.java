package io.barnabas.coordinator.group;

import io.barnabas.protocol.coordinator.OffsetCommitKey;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Reads the keys of offsets. Those that were committed together name the same group and topic, one
 * after the other; while the names repeat they are not decoded again. To be used on one shard.
 */
final class OffsetKeys {
  private static final short VERSION = 0;
  private static final int INITIAL_BYTES = 64;

  /** The names of the last key, as they are encoded; the partition follows them. */
  private byte[] names = new byte[INITIAL_BYTES];

  private int namesBytes;
  private String group = "";
  private String topic = "";

  OffsetCommitKey read(ByteBuffer in) {
    if (!repeatsNames(in)) {
      return readAnew(in);
    }
    in.position(in.position() + namesBytes);
    return new OffsetCommitKey().group(group).topic(topic).partition(in.getInt());
  }

  private boolean repeatsNames(ByteBuffer in) {
    if (namesBytes == 0 || !in.hasArray() || in.remaining() < namesBytes + Integer.BYTES) {
      return false;
    }
    int start = in.arrayOffset() + in.position();
    return Arrays.equals(in.array(), start, start + namesBytes, names, 0, namesBytes);
  }

  private OffsetCommitKey readAnew(ByteBuffer in) {
    int start = in.position();
    OffsetCommitKey key = OffsetCommitKey.read(in, VERSION);
    namesBytes = in.position() - start - Integer.BYTES;
    if (namesBytes > names.length) {
      names = new byte[namesBytes];
    }
    in.get(start, names, 0, namesBytes);
    group = key.group();
    topic = key.topic();
    return key;
  }
}
