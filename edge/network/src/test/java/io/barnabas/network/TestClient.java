package io.barnabas.network;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;

/** A client on a blocking socket. A test that would wait for ever fails after a minute. */
final class TestClient implements AutoCloseable {
  private static final int GIVE_UP_AFTER_MS = 60_000;

  private final Socket socket;
  private final DataInputStream in;
  private final DataOutputStream out;

  TestClient(InetSocketAddress server) throws IOException {
    socket = new Socket(server.getAddress(), server.getPort());
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(GIVE_UP_AFTER_MS);
    in = new DataInputStream(socket.getInputStream());
    out = new DataOutputStream(socket.getOutputStream());
  }

  /** A frame whose content is one number. */
  static byte[] numberFrame(int number) {
    return ByteBuffer.allocate(8).putInt(4).putInt(number).array();
  }

  static byte[] frame(byte[] content) {
    return ByteBuffer.allocate(4 + content.length).putInt(content.length).put(content).array();
  }

  int localPort() {
    return socket.getLocalPort();
  }

  void send(byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
  }

  void sendLength(int length) throws IOException {
    out.writeInt(length);
    out.flush();
  }

  /** Whether anything has arrived. */
  boolean hasAnswer() throws IOException {
    return in.available() > 0;
  }

  int receiveLength() throws IOException {
    return in.readInt();
  }

  byte[] receive() throws IOException {
    byte[] content = new byte[in.readInt()];
    in.readFully(content);
    return content;
  }

  int receiveNumber() throws IOException {
    return ByteBuffer.wrap(receive()).getInt();
  }

  /** Waits until the server has closed; false when it sends something instead. */
  boolean isClosedByServer() throws IOException {
    try {
      return in.read() < 0;
    } catch (EOFException | SocketException e) {
      return true;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
