package io.barnabas.network;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import org.jspecify.annotations.Nullable;

/** Tells a client that reads slowly from one that does not read. One shard. */
final class WriteProgress {
  private @Nullable Object lastCurrent;
  private long lastProgress;

  /** Whether, of what waits to be written, something was since the last call. */
  boolean hasMoved(Channel channel) {
    ChannelOutboundBuffer waiting = channel.unsafe().outboundBuffer();
    Object current = waiting == null ? null : waiting.current();
    long progress = waiting == null ? 0 : waiting.currentProgress();
    boolean moved = lastCurrent != null && (current != lastCurrent || progress != lastProgress);
    lastCurrent = current;
    lastProgress = progress;
    return moved;
  }
}
