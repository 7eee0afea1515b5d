package io.barnabas.conformance.client;

import java.util.Map;
import java.util.Set;

/**
 * An admin client's view of groups, since {@link Release#V2_8}. Every method waits for its answer
 * and throws {@link RefusedException} if that is an error.
 */
public interface OfficialGroups extends AutoCloseable {
  /** The ids of all groups. */
  Set<String> ids();

  /**
   * The ids of the groups in one of the states and of one of the types, as Kafka names them; empty
   * means any. Since {@link Release#V4_4}.
   */
  Set<String> ids(Set<String> states, Set<String> types);

  GroupView describe(String group);

  void delete(String group);

  /** All committed offsets of the group, by {@code topic-N}. */
  Map<String, Committed> offsets(String group);

  void alterOffsets(String group, String topic, Map<Integer, Long> offsets);

  void deleteOffsets(String group, String topic, int... partitions);

  /** Removes a static member. */
  void removeInstance(String group, String instanceId);

  @Override
  void close();
}
