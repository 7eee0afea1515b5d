package io.barnabas.broker.group;

import io.barnabas.coordinator.group.GroupCoordinator;
import io.barnabas.coordinator.runtime.Decision;
import io.barnabas.environment.Shard;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * The way to the coordinators of groups from any shard. Answers come back on the asking shard.
 * Questions fail with {@link io.barnabas.coordinator.CoordinatorException}: NOT_COORDINATOR,
 * COORDINATOR_NOT_AVAILABLE, COORDINATOR_LOAD_IN_PROGRESS, or what the coordinator says.
 */
public interface GroupCoordinators {
  /** Asks the coordinator of a group. */
  <T> CompletionStage<T> ask(
      Shard asker, String groupId, Function<GroupCoordinator, Decision<T>> question);

  /**
   * Asks all coordinators on this broker, loading ones too; completes with their answers when the
   * last has answered, and fails if one fails.
   */
  <T> CompletionStage<List<T>> askAll(
      Shard asker, Function<GroupCoordinator, Decision<T>> question);

  /** The partition of {@code __consumer_offsets} that a group belongs to, as Kafka places it. */
  int partitionOf(String groupId);
}
