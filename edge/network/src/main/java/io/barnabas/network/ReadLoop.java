package io.barnabas.network;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelConfig;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.util.UncheckedBooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Steers Netty's read loop of one connection: reads into the {@link FrameReader}'s memory, and
 * reads again only when a read came back full, so that most turns take one system call.
 */
final class ReadLoop implements RecvByteBufAllocator, RecvByteBufAllocator.ExtendedHandle {
  /** A connection with more to read lets the shard's others have their turn. */
  private static final int MAX_READS = 4;

  private final FrameReader reader;
  private @Nullable ChannelConfig config;
  private int reads;
  private int attempted;
  private int last;

  ReadLoop(FrameReader reader) {
    this.reader = reader;
  }

  @Override
  @SuppressWarnings("deprecation") // the interface demands it
  public Handle newHandle() {
    return this;
  }

  @Override
  public ByteBuf allocate(ByteBufAllocator allocator) {
    return reader.target(allocator);
  }

  @Override
  public int guess() {
    return reader.readSize().bytes();
  }

  @Override
  public void reset(ChannelConfig config) {
    this.config = config;
    reads = 0;
    attempted = 0;
    last = 0;
  }

  @Override
  public void incMessagesRead(int count) {
    reads += count;
  }

  @Override
  public void attemptedBytesRead(int bytes) {
    attempted = bytes;
  }

  @Override
  public int attemptedBytesRead() {
    return attempted;
  }

  @Override
  public void lastBytesRead(int bytes) {
    last = bytes;
    if (bytes > 0) {
      reader.readSize().record(attempted, bytes);
    }
  }

  @Override
  public int lastBytesRead() {
    return last;
  }

  @Override
  public boolean continueReading() {
    return last > 0
        && last == attempted
        && reads < MAX_READS
        && config != null
        && config.isAutoRead();
  }

  @Override
  public boolean continueReading(UncheckedBooleanSupplier maybeMoreData) {
    return continueReading();
  }

  @Override
  public void readComplete() {
    reader.releaseUnused();
  }
}
