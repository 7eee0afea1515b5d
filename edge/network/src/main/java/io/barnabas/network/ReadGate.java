package io.barnabas.network;

/**
 * Decides whether a connection may take in more. The requests that may not come in wait in the
 * socket, and with it the client; nothing is dropped. One shard.
 */
final class ReadGate {
  private final ConnectionLimits limits;
  private final ConnectionMemory account;
  private final RequestMemory.Waiter waiter;
  private boolean waiting;

  ReadGate(ConnectionLimits limits, ConnectionMemory account, RequestMemory.Waiter waiter) {
    this.limits = limits;
    this.account = account;
    this.waiter = waiter;
  }

  /** Whether the next request may be worked on. */
  boolean mayDispatch(int openExchanges, long unsentBytes) {
    return openExchanges < limits.maxOpenExchanges() && unsentBytes < limits.maxUnsentBytes();
  }

  /**
   * Whether more may be read. Where the process's memory is the reason that it may not, the waiter
   * is told when it comes free.
   */
  boolean mayRead(int openExchanges, boolean midFrame) {
    if (openExchanges > 0 && account.heldBytes() >= limits.maxRequestBytes()) {
      return false;
    }
    RequestMemory process = account.process();
    if (!process.isExhausted()) {
      return true;
    }
    if (midFrame && openExchanges == 0 && process.tryOverdraft(waiter)) {
      return true;
    }
    await(process);
    return false;
  }

  private void await(RequestMemory process) {
    if (!waiting) {
      waiting = true;
      process.await(waiter);
    }
  }

  /** The waiter was told. */
  void stopWaiting() {
    waiting = false;
  }

  /** All frames of the connection are answered. */
  void allAnswered() {
    account.process().endOverdraft(waiter);
  }

  void close() {
    account.process().forget(waiter);
  }
}
