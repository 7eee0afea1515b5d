package io.barnabas.simulator.group;

import io.barnabas.environment.simulated.SeededRandomness;

/** What members do of themselves between heartbeats. */
enum Moods {
  HEARTBEAT,
  COMMIT,
  LEAVE,
  CRASH,
  STALL;

  /** In calm times members only go on. */
  static Moods any(SeededRandomness chance, boolean wild) {
    int dice = chance.nextInt(1_000);
    if (dice < 250) {
      return COMMIT;
    }
    if (wild && dice < 290) {
      return dice < 265 ? LEAVE : dice < 280 ? CRASH : STALL;
    }
    return HEARTBEAT;
  }
}
