package io.barnabas.broker.cluster;

import java.util.Set;

/** The coordinators' topics, which clients may neither make nor cut. */
public final class InternalTopics {
  /** The log of the coordinators of groups. */
  public static final String OFFSETS = "__consumer_offsets";

  private static final Set<String> NAMES =
      Set.of(OFFSETS, "__transaction_state", "__share_group_state");

  private InternalTopics() {}

  public static boolean contains(String name) {
    return NAMES.contains(name);
  }
}
