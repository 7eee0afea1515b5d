package io.barnabas.broker.partition;

/**
 * How far the opening of logs has come.
 *
 * @param done logs that are open, or can't be opened
 * @param all logs that are to be opened
 */
public record OpeningProgress(int done, int all) {
  public OpeningProgress plus(OpeningProgress other) {
    return new OpeningProgress(done + other.done, all + other.all);
  }

  public boolean isComplete() {
    return done == all;
  }

  /** How long the rest may take, as the part that is done did; -1 if nothing is done yet. */
  public long restMs(long elapsedMs) {
    return done == 0 ? -1 : elapsedMs * (all - done) / done;
  }
}
