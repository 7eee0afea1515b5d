package io.barnabas.conformance.wire;

import io.barnabas.conformance.broker.Broker;
import io.barnabas.environment.Outbound;
import io.barnabas.protocol.ApiKey;
import io.barnabas.protocol.Message;
import io.barnabas.protocol.RequestFrame;
import io.barnabas.protocol.ResponseFrame;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;

/** A blocking connection that sends what it is told, sense or nonsense. */
public final class Wire implements AutoCloseable {
  private static final int ANSWER_WITHIN_MS = 30_000;

  private final Socket socket;
  private final DataInputStream in;

  private Wire(Socket socket, int answerWithinMs) throws IOException {
    this.socket = socket;
    this.in = new DataInputStream(socket.getInputStream());
    socket.setSoTimeout(answerWithinMs);
    socket.setTcpNoDelay(true);
  }

  public static Wire to(Broker broker) throws IOException {
    return to(broker, ANSWER_WITHIN_MS);
  }

  /** A connection on which reading ends with a {@link SocketTimeoutException} after that time. */
  public static Wire to(Broker broker, int answerWithinMs) throws IOException {
    Socket socket = new Socket(broker.address().getHostString(), broker.address().getPort());
    return new Wire(socket, answerWithinMs);
  }

  /** A request's frame, without the length in front. */
  public static byte[] frame(ApiKey api, int version, int correlationId, Message request) {
    Outbound encoded = RequestFrame.encode(api, (short) version, correlationId, "wire", request);
    byte[] frame = new byte[(int) encoded.sizeBytes()];
    ByteBuffer joined = ByteBuffer.wrap(frame);
    for (Outbound.Piece piece : encoded.pieces()) {
      joined.put(((Outbound.Bytes) piece).buffer().duplicate());
    }
    return frame;
  }

  /** Sends a request and waits for its answer. */
  public Message call(ApiKey api, int version, Message request) throws IOException {
    sendFrame(frame(api, version, 1, request));
    return ResponseFrame.read(api, (short) version, readFrame());
  }

  /** Sends the length and the frame. */
  public void sendFrame(byte[] frame) throws IOException {
    sendBytes(ByteBuffer.allocate(4 + frame.length).putInt(frame.length).put(frame).array());
  }

  public void sendBytes(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
  }

  /** Tells the peer that nothing more comes; answers can still be read. */
  public void endOutput() throws IOException {
    socket.shutdownOutput();
  }

  /** Waits for an answer and gives it without its length. */
  public ByteBuffer readFrame() throws IOException {
    byte[] frame = new byte[in.readInt()];
    in.readFully(frame);
    return ByteBuffer.wrap(frame);
  }

  /** Reads, and drops, answers until the broker closes the connection; false if it does not. */
  public boolean isClosedByBroker() throws IOException {
    try {
      while (true) {
        readFrame();
      }
    } catch (EOFException | SocketException closed) {
      return true;
    } catch (SocketTimeoutException open) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
