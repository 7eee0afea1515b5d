package io.barnabas.environment;

import java.nio.ByteBuffer;

/** Memory at a multiple of {@link Volume#BLOCK_BYTES}, for writes past the page cache. */
public final class AlignedMemory {
  private AlignedMemory() {}

  /**
   * Memory of exactly this size. More, where the address happened to be a multiple already, would
   * have equal runs write in unequal pieces.
   */
  public static ByteBuffer allocate(int sizeBytes) {
    return ByteBuffer.allocateDirect(sizeBytes + Volume.BLOCK_BYTES)
        .alignedSlice(Volume.BLOCK_BYTES)
        .slice(0, sizeBytes);
  }
}
