package io.barnabas.environment.real;

/** Waiting for threads of this package to end. */
final class Threads {
  private Threads() {}

  /** Waits for the end even when interrupted, and keeps the interrupt for the caller. */
  static void joinUninterrupted(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
