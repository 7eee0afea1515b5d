package io.barnabas.benchmarks.load;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/**
 * One connection under load: keeps a number of requests in flight, gathers what can be sent at once
 * into one write, and copies of an answer no more than its head.
 */
public final class LoadConnection implements AutoCloseable {
  /** As much of an answer as a {@link Workload} gets to see, unless it wants another size. */
  public static final int HEAD_BYTES = 512;

  static final int BUFFER_BYTES = 512 * 1024;

  private final SocketChannel channel;
  private final SelectionKey key;
  private final Workload workload;
  private final int maxInFlight;
  private final ByteBuffer out;
  private final ByteBuffer in;
  private final ByteBuffer head;

  private int sent;
  private int answered;
  private int bytesToSkip;
  private boolean paused;

  private LoadConnection(
      SocketChannel channel, SelectionKey key, Workload workload, int maxInFlight) {
    this.channel = channel;
    this.key = key;
    this.workload = workload;
    this.maxInFlight = maxInFlight;
    this.out = ByteBuffer.allocateDirect(workload.bufferBytes());
    this.in = ByteBuffer.allocateDirect(workload.bufferBytes());
    this.head = ByteBuffer.allocate(workload.headBytes());
  }

  static LoadConnection open(
      Selector selector, InetSocketAddress broker, Workload workload, int maxInFlight)
      throws IOException {
    SocketChannel channel = SocketChannel.open(broker);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.configureBlocking(false);
    SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
    LoadConnection connection = new LoadConnection(channel, key, workload, maxInFlight);
    key.attach(connection);
    return connection;
  }

  /** Sends as many requests as the workload has and the number in flight allows. */
  public void fill() throws IOException {
    while (!paused && inFlight() < maxInFlight) {
      ByteBuffer frame = workload.next(sent);
      if (frame == null) {
        break;
      }
      sent++;
      append(frame);
    }
    flush();
  }

  /** While paused, sends nothing; answers still come. */
  void pause(boolean pause) {
    paused = pause;
  }

  int inFlight() {
    return sent - answered;
  }

  /** Called when the channel is ready for what its key is interested in. */
  void ready() throws IOException {
    if (key.isReadable()) {
      read();
      fill();
    } else {
      flush();
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private void append(ByteBuffer frame) throws IOException {
    if (out.remaining() < frame.remaining()) {
      flush();
    }
    out.put(frame);
  }

  private void flush() throws IOException {
    if (out.position() == 0) {
      return;
    }
    out.flip();
    channel.write(out);
    boolean blocked = out.hasRemaining();
    out.compact();
    key.interestOps(blocked ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
  }

  private void read() throws IOException {
    if (channel.read(in) < 0) {
      throw new EOFException("The broker closed a connection under load");
    }
    in.flip();
    boolean more = true;
    while (more) {
      more = bytesToSkip > 0 ? skipped() : begun();
    }
    in.compact();
  }

  /** Takes the head of the next answer; false if it is not all there yet. */
  private boolean begun() {
    int sizeAt = in.position();
    if (in.remaining() < Integer.BYTES) {
      return false;
    }
    int size = in.getInt(sizeAt);
    int headBytes = Math.min(size, head.capacity());
    if (in.remaining() < Integer.BYTES + headBytes) {
      return false;
    }
    head.clear().put(0, in, sizeAt + Integer.BYTES, headBytes).limit(headBytes);
    in.position(sizeAt + Integer.BYTES + headBytes);
    bytesToSkip = size - headBytes;
    return bytesToSkip > 0 || answer();
  }

  /** Passes over the rest of an answer; false if it is not all there yet. */
  private boolean skipped() {
    int here = Math.min(bytesToSkip, in.remaining());
    in.position(in.position() + here);
    bytesToSkip -= here;
    return bytesToSkip == 0 && answer();
  }

  private boolean answer() {
    int correlationId = head.getInt(0);
    if (correlationId != answered) {
      throw new IllegalStateException(
          "Answer " + correlationId + " came where " + answered + " was due");
    }
    answered++;
    workload.answered(head);
    return true;
  }
}
