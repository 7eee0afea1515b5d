package io.barnabas.broker.handler;

import java.util.Set;
import java.util.regex.Pattern;

/** What a topic's name alone tells. */
final class TopicName {
  private static final Pattern LEGAL = Pattern.compile("[a-zA-Z0-9._-]{1,249}");
  private static final Set<String> INTERNAL =
      Set.of("__consumer_offsets", "__transaction_state", "__share_group_state");

  private TopicName() {}

  static boolean isLegal(String name) {
    return LEGAL.matcher(name).matches() && !name.equals(".") && !name.equals("..");
  }

  /** Whether the topic is a coordinator's, which clients may not write or create. */
  static boolean isInternal(String name) {
    return INTERNAL.contains(name);
  }
}
