package io.barnabas.conformance.broker;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A way to a broker that can be cut: what runs through it breaks off, and nothing new gets through
 * until it is mended. Clients on it must be told its port by the broker too, so that they do not go
 * round it.
 */
public final class Line implements AutoCloseable {
  private static final int BUFFER_BYTES = 16 * 1024;

  private final ServerSocket entrance;
  private final int exitPort;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile boolean isCut;

  private Line(ServerSocket entrance, int exitPort) {
    this.entrance = entrance;
    this.exitPort = exitPort;
  }

  /** A line to a port of the loopback address. */
  public static Line to(int exitPort) throws IOException {
    Line line = new Line(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), exitPort);
    Thread.ofVirtual().start(line::accept);
    return line;
  }

  /** Where clients connect. */
  public Broker broker() {
    return Broker.at(entrance.getLocalPort());
  }

  public void cut() throws IOException {
    isCut = true;
    for (Socket socket : open) {
      socket.close();
    }
  }

  public void mend() {
    isCut = false;
  }

  @Override
  public void close() throws IOException {
    cut();
    entrance.close();
  }

  private void accept() {
    try {
      while (true) {
        connect(entrance.accept());
      }
    } catch (IOException closed) {
      // The line is not used any more.
    }
  }

  private void connect(Socket client) throws IOException {
    if (isCut) {
      client.close();
      return;
    }
    Socket broker = new Socket(InetAddress.getLoopbackAddress(), exitPort);
    open.add(client);
    open.add(broker);
    Thread.ofVirtual().start(() -> pump(client, broker));
    Thread.ofVirtual().start(() -> pump(broker, client));
    if (isCut) {
      cut();
    }
  }

  private void pump(Socket from, Socket to) {
    byte[] buffer = new byte[BUFFER_BYTES];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      int count;
      while ((count = in.read(buffer)) >= 0) {
        out.write(buffer, 0, count);
      }
    } catch (IOException cut) {
      // The other end learns of it by the closing of its own socket.
    } finally {
      open.remove(from);
      open.remove(to);
    }
  }
}
