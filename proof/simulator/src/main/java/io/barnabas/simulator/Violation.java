package io.barnabas.simulator;

/** Something that must never be was seen. */
public final class Violation extends AssertionError {
  private static final long serialVersionUID = 1L;

  public Violation(String message) {
    super(message);
  }
}
