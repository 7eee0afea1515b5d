package io.barnabas.coordinator.group.classic;

/**
 * What an operator decides about classic groups.
 *
 * @param initialRebalanceDelayMs {@code group.initial.rebalance.delay.ms}
 * @param minSessionTimeoutMs {@code group.min.session.timeout.ms}
 * @param maxSessionTimeoutMs {@code group.max.session.timeout.ms}
 * @param maxSize {@code group.max.size}
 */
public record ClassicConfig(
    int initialRebalanceDelayMs, int minSessionTimeoutMs, int maxSessionTimeoutMs, int maxSize) {
  /** Kafka's defaults. */
  public static final ClassicConfig DEFAULT =
      new ClassicConfig(3_000, 6_000, 1_800_000, Integer.MAX_VALUE);

  boolean allowsSessionTimeout(int sessionTimeoutMs) {
    return sessionTimeoutMs >= minSessionTimeoutMs && sessionTimeoutMs <= maxSessionTimeoutMs;
  }
}
