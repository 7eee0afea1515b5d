package io.barnabas.environment.simulated;

import io.barnabas.environment.simulated.SimulatedNetwork.ClientHandler;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** The client's end of a connection; belongs to no process. */
public final class SimulatedClient {
  private final SimulatedWorld world;
  private final ClientHandler handler;
  private final OrderedWay toServer = new OrderedWay();
  private final OrderedWay toClient = new OrderedWay();
  private @Nullable SimulatedConnection server;
  private boolean open = true;
  private boolean endIsKnown;

  SimulatedClient(SimulatedWorld world, ClientHandler handler) {
    this.world = world;
    this.handler = handler;
  }

  /** Sends a frame, without its length. Lost when the connection breaks before it arrives. */
  public void send(ByteBuffer frame) {
    byte[] bytes = new byte[frame.remaining()];
    frame.duplicate().get(bytes);
    world.add(toServerNs(), null, "request", () -> arrive(bytes));
  }

  private void arrive(byte[] frame) {
    if (open && server != null) {
      world.trace().note(world.nowNs(), "frame in", checksum(frame));
      server.receive(frame);
    }
  }

  /** Closes the connection; the server hears of it after what was sent before. */
  public void close() {
    endIsKnown = true;
    world.add(toServerNs(), null, "client close", this::leave);
  }

  private void leave() {
    open = false;
    if (server != null) {
      server.leftByClient();
    }
  }

  /**
   * Breaks the connection now: what is under way is lost, and each side hears of it in its time.
   */
  public void cut() {
    open = false;
    if (server != null) {
      server.lost();
    }
    tellClosed();
  }

  /** When something sent now arrives. */
  long toServerNs() {
    return toServer.arrivalNs(world.nowNs(), world.delays().network(world.randomness()));
  }

  void reach(@Nullable SimulatedListener listener, InetSocketAddress from) {
    if (listener == null) {
      open = false;
      tellClosed();
    } else if (open) {
      server = listener.accept(this, from);
    }
  }

  void answered(byte[] frame) {
    world.trace().note(world.nowNs(), "frame out", checksum(frame));
    onTheWay("answer", () -> handler.onFrame(ByteBuffer.wrap(frame)));
  }

  /** An orderly end: what was answered before still arrives. */
  void closedByServer() {
    open = false;
    tellClosed();
  }

  /** The server's process is gone. */
  void cutByServer() {
    if (open) {
      open = false;
      tellClosed();
    }
  }

  private void tellClosed() {
    onTheWay(
        "closed",
        () -> {
          endIsKnown = true;
          handler.onClosed();
        });
  }

  private void onTheWay(String what, Runnable arrival) {
    long delayNs = world.delays().network(world.randomness());
    Runnable unlessEnded =
        () -> {
          if (!endIsKnown) {
            arrival.run();
          }
        };
    world.add(toClient.arrivalNs(world.nowNs(), delayNs), null, what, unlessEnded);
  }

  private static long checksum(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return crc.getValue();
  }
}
