package io.barnabas.simulator.batch;

/**
 * A producer's identity and place as a batch's header tells it; -1 throughout where it has none.
 */
public record Sender(long producerId, short epoch, int baseSequence) {
  public static final Sender ANONYMOUS = new Sender(-1, (short) -1, -1);
}
