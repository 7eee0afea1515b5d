package io.barnabas.benchmarks.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/**
 * A server of one thread that answers every request with the same bytes, but for the correlation
 * id, and does nothing else but what it is told to do with a request: what no broker can be faster
 * than on a machine.
 */
public final class AnsweringServer implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 20;
  private static final int CORRELATION_ID_IN_REQUEST_AT = Integer.BYTES + 2 * Short.BYTES;

  private final ServerSocketChannel listener;
  private final Selector selector;
  private final byte[] answer;
  private final Taker taker;
  private final Thread thread;

  private AnsweringServer(
      ServerSocketChannel listener, Selector selector, byte[] answer, Taker taker) {
    this.listener = listener;
    this.selector = selector;
    this.answer = answer;
    this.taker = taker;
    this.thread = Thread.ofPlatform().name("answers").daemon().unstarted(this::serve);
  }

  /** What is done with requests before they are answered. */
  public interface Taker {
    /** Takes one or more whole frames, each with its length, from a position to the limit. */
    void take(ByteBuffer frames) throws IOException;
  }

  /**
   * Begins to answer on the loopback address.
   *
   * @param answer a frame with its length, the correlation id behind that
   */
  public static AnsweringServer start(byte[] answer, Taker taker) throws IOException {
    ServerSocketChannel listener = ServerSocketChannel.open();
    listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    listener.configureBlocking(false);
    Selector selector = Selector.open();
    listener.register(selector, SelectionKey.OP_ACCEPT);
    AnsweringServer server = new AnsweringServer(listener, selector, answer.clone(), taker);
    server.thread.start();
    return server;
  }

  public InetSocketAddress address() throws IOException {
    return (InetSocketAddress) listener.getLocalAddress();
  }

  /** What a connection has sent and not been answered, and its answers. */
  private record Buffers(ByteBuffer in, ByteBuffer out) {}

  private void serve() {
    try {
      while (selector.isOpen()) {
        selector.select(this::onReady);
      }
    } catch (ClosedSelectorException e) {
      // That is its end.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void onReady(SelectionKey key) {
    try {
      if (key.isAcceptable()) {
        accept();
      } else {
        answerAll((SocketChannel) key.channel(), (Buffers) key.attachment());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept() throws IOException {
    SocketChannel channel = listener.accept();
    channel.configureBlocking(false);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    ByteBuffer in = ByteBuffer.allocateDirect(BUFFER_BYTES);
    ByteBuffer out = ByteBuffer.allocateDirect(BUFFER_BYTES);
    channel.register(selector, SelectionKey.OP_READ, new Buffers(in, out));
  }

  private void answerAll(SocketChannel channel, Buffers buffers) throws IOException {
    ByteBuffer in = buffers.in();
    ByteBuffer out = buffers.out();
    if (channel.read(in) < 0) {
      channel.close();
      return;
    }
    in.flip();
    int first = in.position();
    while (hasFrame(in)) {
      int start = in.position();
      int at = out.position();
      out.put(answer).putInt(at + Integer.BYTES, in.getInt(start + CORRELATION_ID_IN_REQUEST_AT));
      in.position(start + Integer.BYTES + in.getInt(start));
    }
    taker.take(in.slice(first, in.position() - first));
    in.compact();
    out.flip();
    while (out.hasRemaining()) {
      channel.write(out);
    }
    out.clear();
  }

  private static boolean hasFrame(ByteBuffer in) {
    return in.remaining() >= Integer.BYTES
        && in.remaining() >= Integer.BYTES + in.getInt(in.position());
  }

  @Override
  public void close() throws IOException {
    selector.close();
    listener.close();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
