package io.barnabas.environment.simulated;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/** What connects clients to the listeners of processes, by port; all are one host. */
public final class SimulatedNetwork {
  private static final int FIRST_FREE_PORT = 40_000;

  private final SimulatedWorld world;
  private final Map<Integer, SimulatedListener> listeners = new HashMap<>();
  private int nextPort = FIRST_FREE_PORT;
  private long connections;

  SimulatedNetwork(SimulatedWorld world) {
    this.world = world;
  }

  /**
   * Connects to a port. The client may send at once; where nobody listens, or the connection
   * breaks, it is told {@link ClientHandler#onClosed}.
   */
  public SimulatedClient connect(int port, ClientHandler handler) {
    SimulatedClient client = new SimulatedClient(world, handler);
    InetSocketAddress from = address(nextPort++);
    world.add(client.toServerNs(), null, "connect", () -> client.reach(listeners.get(port), from));
    return client;
  }

  long nextConnectionId() {
    return connections++;
  }

  /** A free port for those who ask for port 0. */
  int freePort() {
    return nextPort++;
  }

  boolean isTaken(int port) {
    return listeners.containsKey(port);
  }

  void open(int port, SimulatedListener listener) {
    listeners.put(port, listener);
  }

  void close(int port, SimulatedListener listener) {
    listeners.remove(port, listener);
  }

  /** Where a port is. */
  public static InetSocketAddress address(int port) {
    try {
      InetAddress localhost = InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 1});
      return new InetSocketAddress(localhost, port);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("Four bytes are an address", e);
    }
  }

  /** What a client hears of its connection. */
  public interface ClientHandler {
    /** A frame without its length. */
    void onFrame(ByteBuffer frame);

    /** The connection is gone, or could not be made; once, and not after the client's own close. */
    void onClosed();
  }
}
