package io.barnabas.client.network;

import io.barnabas.environment.Outbound;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** A blocking socket that carries frames: four bytes of length, then as many bytes. */
final class FrameChannel implements Closeable {
  /** More than any answer; less than the first four letters of an HTTP or TLS peer come to. */
  private static final int MAX_FRAME_BYTES = 1 << 30;

  private final SocketChannel channel;
  private final DataInputStream in;

  private FrameChannel(SocketChannel channel) throws IOException {
    this.channel = channel;
    this.in = new DataInputStream(channel.socket().getInputStream());
  }

  /** Connects; both connecting and each later read may take as long as the time-out. */
  static FrameChannel open(BrokerAddress address, int timeoutMs) throws IOException {
    SocketChannel channel = SocketChannel.open();
    try {
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.socket().connect(resolve(address), timeoutMs);
      channel.socket().setSoTimeout(timeoutMs);
      return new FrameChannel(channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static InetSocketAddress resolve(BrokerAddress address) throws UnknownHostException {
    InetSocketAddress resolved = new InetSocketAddress(address.host(), address.port());
    if (resolved.isUnresolved()) {
      throw new UnknownHostException(address.host());
    }
    return resolved;
  }

  boolean isOpen() {
    return channel.isOpen();
  }

  /** Lets reads take that long from now on. */
  void timeout(int timeoutMs) throws IOException {
    channel.socket().setSoTimeout(timeoutMs);
  }

  void write(Outbound frame) throws IOException {
    ByteBuffer[] buffers = new ByteBuffer[frame.pieces().size() + 1];
    buffers[0] = ByteBuffer.allocate(Integer.BYTES).putInt((int) frame.sizeBytes()).flip();
    for (int i = 1; i < buffers.length; i++) {
      buffers[i] = inMemory(frame.pieces().get(i - 1));
    }
    ByteBuffer last = buffers[buffers.length - 1];
    while (last.hasRemaining()) {
      channel.write(buffers);
    }
  }

  private static ByteBuffer inMemory(Outbound.Piece piece) {
    return switch (piece) {
      case Outbound.Bytes(ByteBuffer buffer) -> buffer.duplicate();
      case Outbound.FileBytes file ->
          throw new IllegalArgumentException("a client sends no file: " + file);
    };
  }

  /** Reads the next frame. Memory is taken as bytes arrive, not as the length claims. */
  ByteBuffer read() throws IOException {
    int length = in.readInt();
    if (length < 0 || length > MAX_FRAME_BYTES) {
      throw new IOException("an answer of " + length + " bytes; this is not a Kafka listener");
    }
    byte[] frame = in.readNBytes(length);
    if (frame.length < length) {
      throw new EOFException();
    }
    return ByteBuffer.wrap(frame);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
