package io.barnabas.environment.simulated;

import io.barnabas.environment.Transport;
import io.barnabas.environment.Transport.ConnectionAcceptor;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** An open listener of a process; spreads its connections over the shards in turn. */
final class SimulatedListener implements Transport.Listening {
  private final SimulatedProcess process;
  private final InetSocketAddress address;
  private final ConnectionAcceptor acceptor;
  private final Set<SimulatedConnection> connections = new LinkedHashSet<>();
  private int accepted;

  SimulatedListener(
      SimulatedProcess process, InetSocketAddress address, ConnectionAcceptor acceptor) {
    this.process = process;
    this.address = address;
    this.acceptor = acceptor;
  }

  @Override
  public InetSocketAddress address() {
    return address;
  }

  SimulatedProcess process() {
    return process;
  }

  /** Makes the server's end of a connection; its handler comes as a task of its shard. */
  SimulatedConnection accept(SimulatedClient client, InetSocketAddress from) {
    List<SimulatedShard> shards = process.shards();
    SimulatedShard shard = shards.get(accepted++ % shards.size());
    SimulatedConnection connection = new SimulatedConnection(this, shard, client, from);
    connections.add(connection);
    shard.execute(() -> connection.accepted(acceptor));
    return connection;
  }

  void forget(SimulatedConnection connection) {
    connections.remove(connection);
  }

  @Override
  public CompletionStage<Void> close() {
    process.world().network().close(address.getPort(), this);
    CompletableFuture<Void> closed = new CompletableFuture<>();
    for (SimulatedConnection connection : new ArrayList<>(connections)) {
      connection.shard().execute(() -> connection.close("The listener is closed"));
    }
    process.shards().getFirst().execute(() -> closed.complete(null));
    return closed;
  }

  /** The process has ended; the other ends will notice. */
  void cut() {
    process.world().network().close(address.getPort(), this);
    new ArrayList<>(connections).forEach(SimulatedConnection::cut);
  }
}
