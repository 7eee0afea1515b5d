package io.barnabas.coordinator.group.consumer;

import java.util.Locale;

/** Which groups with members may change from one protocol to the other (KIP-848). */
public enum MigrationPolicy {
  DISABLED(false, false),
  /** From the classic protocol to the consumer protocol. */
  UPGRADE(true, false),
  /** From the consumer protocol to the classic protocol. */
  DOWNGRADE(false, true),
  BIDIRECTIONAL(true, true);

  private final boolean upgrades;
  private final boolean downgrades;

  MigrationPolicy(boolean upgrades, boolean downgrades) {
    this.upgrades = upgrades;
    this.downgrades = downgrades;
  }

  /** The policy of a config's value, in small or capital letters. */
  public static MigrationPolicy of(String value) {
    return valueOf(value.toUpperCase(Locale.ROOT));
  }

  public boolean upgrades() {
    return upgrades;
  }

  public boolean downgrades() {
    return downgrades;
  }
}
