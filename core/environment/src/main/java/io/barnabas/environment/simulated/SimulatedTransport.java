package io.barnabas.environment.simulated;

import io.barnabas.environment.Transport;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A process's place in the simulated network. Stages complete on the process's first shard. */
final class SimulatedTransport implements Transport {
  private final SimulatedProcess process;
  private final List<SimulatedListener> listeners = new ArrayList<>();

  SimulatedTransport(SimulatedProcess process) {
    this.process = process;
  }

  @Override
  public CompletionStage<Listening> listen(InetSocketAddress address, ConnectionAcceptor acceptor) {
    CompletableFuture<Listening> stage = new CompletableFuture<>();
    process.shards().getFirst().execute(() -> bind(address, acceptor, stage));
    return stage;
  }

  private void bind(
      InetSocketAddress address, ConnectionAcceptor acceptor, CompletableFuture<Listening> stage) {
    SimulatedNetwork network = process.world().network();
    int port = address.getPort() == 0 ? network.freePort() : address.getPort();
    if (network.isTaken(port)) {
      stage.completeExceptionally(new BindException("Address already in use: " + address));
      return;
    }
    SimulatedListener listener =
        new SimulatedListener(process, SimulatedNetwork.address(port), acceptor);
    network.open(port, listener);
    listeners.add(listener);
    stage.complete(listener);
  }

  void cutAll() {
    listeners.forEach(SimulatedListener::cut);
  }
}
