package io.barnabas.environment.simulated;

/**
 * How long things take, each anything up to its limit.
 *
 * @param taskMaxNs from handing a shard a task to running it
 * @param diskMaxNs from a lane's turn to doing the work, and from then to the result
 * @param networkMaxNs a frame's way, or a connection's making or end
 * @param stallPerMille in how many of a thousand cases disk or network stall for a while
 * @param stallMaxNs how long they then do
 */
public record Delays(
    long taskMaxNs, long diskMaxNs, long networkMaxNs, int stallPerMille, long stallMaxNs) {
  /** A busy machine with a tired disk. */
  public static final Delays USUAL = new Delays(20_000, 500_000, 300_000, 5, 200_000_000);

  long task(SeededRandomness randomness) {
    return randomness.nextLong(taskMaxNs + 1);
  }

  long disk(SeededRandomness randomness) {
    return randomness.nextLong(diskMaxNs + 1) + stall(randomness);
  }

  long network(SeededRandomness randomness) {
    return randomness.nextLong(networkMaxNs + 1) + stall(randomness);
  }

  private long stall(SeededRandomness randomness) {
    return randomness.chance(stallPerMille) ? randomness.nextLong(stallMaxNs + 1) : 0;
  }
}
