package io.barnabas.environment.simulated;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Bytes that grow; what is not written reads as zeros. */
final class ByteStore {
  private byte[] bytes = new byte[0];
  private int size;

  int size() {
    return size;
  }

  void write(long position, byte[] source, int from, int length) {
    int start = Math.toIntExact(position);
    int end = Math.addExact(start, length);
    if (end > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(end, bytes.length * 2));
    }
    System.arraycopy(source, from, bytes, start, length);
    size = Math.max(size, end);
  }

  void cut(long newSize) {
    int end = Math.toIntExact(newSize);
    if (end < size) {
      Arrays.fill(bytes, end, size, (byte) 0);
      size = end;
    }
  }

  int read(ByteBuffer target, long position) {
    if (position >= size) {
      return 0;
    }
    int start = (int) position;
    int length = Math.min(target.remaining(), size - start);
    target.put(bytes, start, length);
    return length;
  }

  void flipBit(long bit) {
    bytes[Math.toIntExact(bit / 8)] ^= (byte) (1 << (bit % 8));
  }

  byte[] toArray() {
    return Arrays.copyOf(bytes, size);
  }

  ByteStore copy() {
    ByteStore copy = new ByteStore();
    copy.write(0, bytes, 0, size);
    return copy;
  }
}
