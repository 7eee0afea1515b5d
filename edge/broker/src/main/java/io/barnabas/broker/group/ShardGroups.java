package io.barnabas.broker.group;

import io.barnabas.broker.cluster.InternalTopics;
import io.barnabas.broker.partition.PartitionListener;
import io.barnabas.coordinator.CoordinatorException;
import io.barnabas.coordinator.group.GroupCoordinator;
import io.barnabas.coordinator.group.GroupRecordTypes;
import io.barnabas.coordinator.runtime.CoordinatorContext;
import io.barnabas.coordinator.runtime.CoordinatorLog;
import io.barnabas.coordinator.runtime.CoordinatorMetrics;
import io.barnabas.coordinator.runtime.CoordinatorRuntime;
import io.barnabas.coordinator.runtime.Decision;
import io.barnabas.environment.Shard;
import io.barnabas.log.TopicPartition;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.replication.PartitionLeader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The coordinators of groups on one shard: one for each partition of the offsets topic that is led
 * there, from when its log is open until it goes away. To be used on the shard.
 */
final class ShardGroups implements PartitionListener {
  private final Shard shard;
  private final Function<PartitionLeader, CoordinatorLog> logs;
  private final Function<CoordinatorContext, GroupCoordinator> factory;
  private final CoordinatorMetrics metrics;
  private final Map<Integer, CoordinatorRuntime<GroupCoordinator>> runtimes = new TreeMap<>();
  private final Set<Integer> unopened = new HashSet<>();

  ShardGroups(
      Shard shard,
      Function<PartitionLeader, CoordinatorLog> logs,
      Function<CoordinatorContext, GroupCoordinator> factory,
      CoordinatorMetrics metrics) {
    this.shard = shard;
    this.logs = logs;
    this.factory = factory;
    this.metrics = metrics;
  }

  Shard shard() {
    return shard;
  }

  @Override
  public void onHosted(TopicPartition partition) {
    if (isOurs(partition)) {
      unopened.add(partition.partition());
    }
  }

  @Override
  public void onLed(PartitionLeader leader) {
    TopicPartition partition = leader.log().topicPartition();
    if (isOurs(partition) && unopened.remove(partition.partition())) {
      CoordinatorRuntime<GroupCoordinator> runtime =
          new CoordinatorRuntime<>(
              shard, logs.apply(leader), new GroupRecordTypes(), factory, metrics);
      runtimes.put(partition.partition(), runtime);
      runtime.load();
    }
  }

  @Override
  public void onEnded(TopicPartition partition) {
    if (isOurs(partition)) {
      unopened.remove(partition.partition());
      CoordinatorRuntime<GroupCoordinator> runtime = runtimes.remove(partition.partition());
      if (runtime != null) {
        runtime.unload();
      }
    }
  }

  private static boolean isOurs(TopicPartition partition) {
    return partition.topic().equals(InternalTopics.OFFSETS);
  }

  <T> CompletionStage<T> ask(int partition, Function<GroupCoordinator, Decision<T>> question) {
    CoordinatorRuntime<GroupCoordinator> runtime = runtimes.get(partition);
    if (runtime != null) {
      return runtime.ask(question);
    }
    return unopened.contains(partition)
        ? refused(ErrorCode.COORDINATOR_LOAD_IN_PROGRESS, partition, " is being opened")
        : refused(ErrorCode.NOT_COORDINATOR, partition, " is not on this broker");
  }

  private static <T> CompletionStage<T> refused(ErrorCode error, int partition, String why) {
    return CompletableFuture.failedStage(
        new CoordinatorException(error, InternalTopics.OFFSETS + "-" + partition + why));
  }

  /** Asks all coordinators here; fails if one of them does. */
  <T> CompletionStage<List<T>> askAll(Function<GroupCoordinator, Decision<T>> question) {
    List<CompletableFuture<T>> answers = new ArrayList<>();
    for (int partition : unopened) {
      answers.add(this.<T>ask(partition, question).toCompletableFuture());
    }
    for (CoordinatorRuntime<GroupCoordinator> runtime : runtimes.values()) {
      answers.add(runtime.ask(question).toCompletableFuture());
    }
    return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
        .thenApply(_ -> answers.stream().map(CompletableFuture::join).toList());
  }

  /** Tells those that are loaded. */
  void tellAll(Consumer<GroupCoordinator> message) {
    runtimes.values().forEach(runtime -> runtime.tell(message));
  }

  /** Ends all of them; those who wait are answered. */
  void unload() {
    unopened.clear();
    List.copyOf(runtimes.values()).forEach(CoordinatorRuntime::unload);
    runtimes.clear();
  }
}
