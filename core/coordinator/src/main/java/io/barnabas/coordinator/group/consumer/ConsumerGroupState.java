package io.barnabas.coordinator.group.consumer;

/** How far a group has come with its latest epoch (KIP-848). */
public enum ConsumerGroupState {
  EMPTY("Empty"),
  /** The group epoch is ahead of the target assignment. */
  ASSIGNING("Assigning"),
  /** Not all members have what they are to have. */
  RECONCILING("Reconciling"),
  STABLE("Stable");

  private final String wireName;

  ConsumerGroupState(String wireName) {
    this.wireName = wireName;
  }

  public String wireName() {
    return wireName;
  }
}
