package io.barnabas.simulator;

import io.barnabas.broker.Broker;
import io.barnabas.environment.simulated.SimulatedProcess;
import io.barnabas.metadata.config.BrokerConfig;
import org.jspecify.annotations.Nullable;

/** One life of a broker, in a process of its own: its start and its stop must go well. */
public final class BrokerLife {
  private final Watch watch;
  private @Nullable Broker broker;
  private boolean stopped;

  private BrokerLife(Watch watch) {
    this.watch = watch;
  }

  /** Begins to start a broker. */
  public static BrokerLife begin(BrokerConfig config, SimulatedProcess process, Watch watch) {
    BrokerLife life = new BrokerLife(watch);
    watch.when(
        Broker.start(config, process.shards(), process.transport(), "localhost"),
        (started, failure) -> {
          if (failure != null) {
            throw new IllegalStateException("The broker does not start", failure);
          }
          life.broker = started;
        });
    return life;
  }

  public boolean isStarted() {
    return broker != null;
  }

  /** Stops it in order, and waits for that. */
  public void stop(Patience patience) {
    Broker stopping = broker;
    if (stopping == null) {
      throw new IllegalStateException("There is no broker to stop");
    }
    watch.when(
        stopping.stop(),
        (ok, failure) -> {
          if (failure != null) {
            throw new IllegalStateException("The broker does not stop", failure);
          }
          stopped = true;
        });
    patience.require(() -> stopped, "The broker did not stop");
  }
}
