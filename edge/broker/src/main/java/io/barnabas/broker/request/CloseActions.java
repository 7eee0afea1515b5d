package io.barnabas.broker.request;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the calls in progress of one connection do when it closes. To be used on its shard. */
final class CloseActions {
  private final Map<Call<?>, Runnable> actions = new LinkedHashMap<>();
  private boolean closed;

  /** Keeps the action until the call ends; runs it now if the connection is closed already. */
  void add(Call<?> call, Runnable action) {
    if (closed) {
      action.run();
    } else {
      actions.put(call, action);
    }
  }

  void ended(Call<?> call) {
    actions.remove(call);
  }

  void onClosed() {
    closed = true;
    List<Runnable> all = List.copyOf(actions.values());
    actions.clear();
    all.forEach(Runnable::run);
  }
}
