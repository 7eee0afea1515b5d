package io.barnabas.client.group;

import java.util.Set;

/** What a member wants to read. */
public sealed interface Subscription {
  /** These topics. */
  record Topics(Set<String> names) implements Subscription {
    public Topics {
      names = Set.copyOf(names);
    }
  }

  /**
   * All topics whose names match, those created later too. In the consumer protocol brokers match
   * (RE2, KIP-848), in the classic one the client does; the brokers' own topics are left out.
   */
  record Matching(String regex) implements Subscription {}
}
