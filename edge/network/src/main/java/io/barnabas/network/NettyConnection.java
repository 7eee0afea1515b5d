package io.barnabas.network;

import io.barnabas.environment.Connection;
import io.barnabas.environment.Transport.FrameHandler;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One accepted connection: frames in, answers out in the order of the requests. It is the only
 * handler of its channel. One shard.
 */
final class NettyConnection extends ChannelInboundHandlerAdapter implements Connection {
  private static final Logger LOG = LoggerFactory.getLogger(NettyConnection.class);

  private final long id;
  private final Channel channel;
  private final ShardConnections siblings;
  private final Listener listener;
  private final FrameReader reader;
  private final AnswerWriter writer;
  private final ReadGate gate;
  private final ExchangeQueue exchanges = new ExchangeQueue();
  private final ColdReads coldReads;
  private final WriteProgress progress = new WriteProgress();
  private @Nullable FrameHandler handler;
  private long readNs;
  private long lastActivityNs;
  private boolean closed;
  private boolean draining;
  private boolean dispatching;
  private boolean awaitsTurnEnd;

  NettyConnection(long id, Channel channel, ShardConnections siblings, Listener listener) {
    this.id = id;
    this.channel = channel;
    this.siblings = siblings;
    this.listener = listener;
    ConnectionMemory account = new ConnectionMemory(siblings.memory());
    reader = new FrameReader(account, listener.limits().maxFrameBytes());
    writer = new AnswerWriter(channel);
    coldReads = new ColdReads(siblings.shard().disk(), (int) id, this::close);
    gate = new ReadGate(listener.limits(), account, this::onMemoryFreed);
  }

  FrameReader reader() {
    return reader;
  }

  Listener listener() {
    return listener;
  }

  @Override
  public long id() {
    return id;
  }

  @Override
  public NettyShard shard() {
    return siblings.shard();
  }

  @Override
  public InetSocketAddress remoteAddress() {
    return (InetSocketAddress) channel.remoteAddress();
  }

  @Override
  public InetSocketAddress localAddress() {
    return (InetSocketAddress) channel.localAddress();
  }

  @Override
  public void close(String reason) {
    if (!closed) {
      LOG.info("Closing connection {} of {}: {}", id, channel.remoteAddress(), reason);
      closeChannel();
    }
  }

  /** The channel tells of its end in a later task; no request is taken up until then. */
  private void closeChannel() {
    draining = true;
    ChannelFuture _ = channel.close();
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    if (listener.isClosed()) {
      closeChannel();
      return;
    }
    lastActivityNs = shard().clock().monotonicNs();
    siblings.add(this);
    handler = listener.acceptor().accept(this);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object buffer) {
    // What was read is in the reader's memory, which has an owner of its own.
    ReferenceCountUtil.release(buffer);
    readNs = shard().clock().monotonicNs();
    lastActivityNs = readNs;
    dispatch();
  }

  private void dispatch() {
    FrameHandler target = handler;
    if (dispatching || draining || target == null) {
      return;
    }
    dispatching = true;
    try {
      dispatchTo(target);
    } catch (InvalidFrameException e) {
      LOG.warn("Closing connection {} of {}: {}", id, channel.remoteAddress(), e.getMessage());
      closeChannel();
    } catch (RuntimeException e) {
      LOG.error("Closing connection {} of {}: a request failed", id, channel.remoteAddress(), e);
      closeChannel();
    } finally {
      dispatching = false;
    }
    if (!draining) {
      reader.releaseUnused();
      reconsiderReading();
    }
  }

  private void dispatchTo(FrameHandler target) throws InvalidFrameException {
    while (!draining && mayDispatch()) {
      ByteBuffer frame = reader.nextFrame();
      if (frame == null) {
        return;
      }
      NettyExchange exchange = new NettyExchange(this, frame, reader.memory(), readNs);
      exchanges.add(exchange);
      hand(exchange, target);
    }
  }

  /** A handler that throws has no claim to the frame any more. */
  private static void hand(NettyExchange exchange, FrameHandler target) {
    try {
      target.onFrame(exchange);
    } catch (RuntimeException e) {
      exchange.abandon();
      throw e;
    }
  }

  private boolean mayDispatch() {
    long unsentBytes = writer.unflushedBytes() + exchanges.waitingBytes();
    return channel.isWritable() && gate.mayDispatch(exchanges.size(), unsentBytes);
  }

  private void reconsiderReading() {
    boolean mayRead = mayDispatch() && gate.mayRead(exchanges.size(), reader.isMidFrame());
    if (mayRead != channel.config().isAutoRead()) {
      channel.config().setAutoRead(mayRead);
    }
  }

  ColdReads coldReads() {
    return coldReads;
  }

  /** One of this connection's exchanges has its answer in memory, or needs none. */
  void onSendable(NettyExchange exchange) {
    if (closed) {
      discard(exchange);
      return;
    }
    exchanges.onSendable(exchange, writer::write);
    if (exchanges.size() == 0) {
      gate.allAnswered();
    }
    atTurnEnd();
  }

  private static void discard(NettyExchange exchange) {
    if (exchange.answer() != null) {
      AnswerWriter.discard(exchange.answer());
    }
  }

  private void atTurnEnd() {
    if (!awaitsTurnEnd) {
      awaitsTurnEnd = true;
      siblings.turnEnd().add(this);
    }
  }

  /** Sends what was answered in this turn, and goes on where a limit had stopped it. */
  void endTurn() {
    awaitsTurnEnd = false;
    if (!closed) {
      flush();
      if (!channel.config().isAutoRead()) {
        dispatch();
      }
    }
  }

  private void flush() {
    if (writer.unflushedBytes() > 0) {
      lastActivityNs = shard().clock().monotonicNs();
      writer.flush();
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    atTurnEnd();
  }

  /** Any thread. */
  private void onMemoryFreed() {
    if (!shard().loop().isShuttingDown()) {
      shard().execute(this::resumeAfterMemoryFreed);
    }
  }

  private void resumeAfterMemoryFreed() {
    gate.stopWaiting();
    dispatch();
  }

  /** Closes the connection if no byte went either way for too long. */
  void closeIfIdle(long nowNs) {
    if (progress.hasMoved(channel)) {
      lastActivityNs = nowNs;
    }
    long idleMs = (nowNs - lastActivityNs) / 1_000_000;
    if (idleMs >= listener.limits().maxIdleMs()) {
      close("idle for " + idleMs + " ms (connections.max.idle.ms)");
    }
  }

  /** Takes no more requests, and closes when the answers that are ready have been written. */
  ChannelFuture drain() {
    draining = true;
    channel.config().setAutoRead(false);
    writer.flush();
    channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    return channel.closeFuture();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    closed = true;
    draining = true;
    siblings.remove(this);
    reader.discard();
    writer.discard();
    exchanges.drop(AnswerWriter::discard);
    coldReads.close();
    gate.close();
    if (handler != null) {
      handler.onClosed();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (cause instanceof IOException) {
      LOG.debug("Closing connection {} of {}: {}", id, channel.remoteAddress(), cause.toString());
    } else {
      LOG.error("Closing connection {} of {}", id, channel.remoteAddress(), cause);
    }
    closeChannel();
  }
}
