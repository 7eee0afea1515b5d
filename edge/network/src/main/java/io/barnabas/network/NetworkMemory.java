package io.barnabas.network;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;

/** The pool that frames and answers are in. */
final class NetworkMemory {
  private static final int PAGE_BYTES = 8 * 1024;

  /** Chunks of 4 MiB: one holds a whole request of the usual largest size. */
  private static final int CHUNK_ORDER = 9;

  private static final int CACHED_SMALL_BUFFERS = 128;
  private static final int CACHED_PAGED_BUFFERS = 32;

  private NetworkMemory() {}

  /** A pool of direct memory, with an arena for each shard so that none waits for another. */
  static ByteBufAllocator allocator(int shards) {
    return new PooledByteBufAllocator(
        true,
        0,
        shards,
        PAGE_BYTES,
        CHUNK_ORDER,
        CACHED_SMALL_BUFFERS,
        CACHED_PAGED_BUFFERS,
        false);
  }
}
