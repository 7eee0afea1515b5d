package io.barnabas.client.admin;

/**
 * A group as a list shows it.
 *
 * @param protocolType "consumer" for consumers, empty for one that has offsets only
 * @param state as the broker calls it, empty if the broker did not tell
 * @param type as the broker calls it, empty if the broker did not tell
 */
public record ListedGroup(String id, String protocolType, String state, String type) {
  /** Whether consumers are, or were, its members. */
  public boolean isOfConsumers() {
    boolean otherType = !type.isEmpty() && !type.equals("classic") && !type.equals("consumer");
    return !otherType && (protocolType.isEmpty() || protocolType.equals("consumer"));
  }
}
