package io.barnabas.environment.simulated;

/**
 * The process died at this point. Unwinds the code that was running; an error, so that no code
 * takes it for a failure it may handle.
 */
public final class CrashedException extends Error {
  private static final long serialVersionUID = 1L;

  CrashedException() {
    super("crashed", null, false, false);
  }
}
