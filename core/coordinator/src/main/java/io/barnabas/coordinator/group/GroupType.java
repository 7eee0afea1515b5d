package io.barnabas.coordinator.group;

/** The kinds of groups, under the names that ListGroups knows. */
public enum GroupType {
  CLASSIC("classic"),
  CONSUMER("consumer");

  private final String wireName;

  GroupType(String wireName) {
    this.wireName = wireName;
  }

  public String wireName() {
    return wireName;
  }
}
