package io.barnabas.network;

import io.netty.buffer.ByteBuf;
import io.netty.channel.FileRegion;
import io.netty.channel.MessageSizeEstimator;

/** Counts files among what waits to be sent; Netty's own estimate takes them for nothing. */
final class AnswerSize implements MessageSizeEstimator, MessageSizeEstimator.Handle {
  static final AnswerSize ESTIMATOR = new AnswerSize();

  private AnswerSize() {}

  @Override
  public Handle newHandle() {
    return this;
  }

  @Override
  public int size(Object message) {
    return switch (message) {
      case ByteBuf bytes -> bytes.readableBytes();
      case FileRegion region -> Math.toIntExact(region.count());
      default -> 0;
    };
  }
}
