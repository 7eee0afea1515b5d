package io.barnabas.broker.handler;

import java.util.Set;

/** The coordinators' topics, which clients may neither make nor cut. */
final class InternalTopics {
  private static final Set<String> NAMES =
      Set.of("__consumer_offsets", "__transaction_state", "__share_group_state");

  private InternalTopics() {}

  static boolean contains(String name) {
    return NAMES.contains(name);
  }
}
