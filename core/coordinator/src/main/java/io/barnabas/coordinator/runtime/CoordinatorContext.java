package io.barnabas.coordinator.runtime;

import io.barnabas.environment.Clock;
import io.barnabas.environment.Randomness;
import io.barnabas.environment.Timers;
import java.util.function.Supplier;

/** What a state machine gets of the world. To be used on the partition's shard. */
public interface CoordinatorContext {
  Clock clock();

  /** Tasks run on the shard; one that wants to change the state does it through {@link #decide}. */
  Timers timers();

  Randomness randomness();

  /** Where the machine's tracked collections note how to undo a change. */
  UndoLog undoLog();

  /**
   * Has a decision taken that no client asked for, such as a timer's. Its failure is told to its
   * outcome only. If the machine has been unloaded meanwhile, nothing is decided.
   */
  void decide(Supplier<Decision<Void>> decision);
}
