package io.barnabas.broker.group;

import io.barnabas.broker.cluster.ClusterMember;
import io.barnabas.broker.cluster.InternalTopics;
import io.barnabas.broker.partition.Partitions;
import io.barnabas.broker.partition.ShardQuestion;
import io.barnabas.coordinator.group.GroupCoordinator;
import io.barnabas.coordinator.runtime.CoordinatorLog;
import io.barnabas.coordinator.runtime.CoordinatorMetrics;
import io.barnabas.coordinator.runtime.Decision;
import io.barnabas.environment.Shard;
import io.barnabas.log.TopicPartition;
import io.barnabas.metadata.config.BrokerConfig;
import io.barnabas.metadata.config.CoordinatorConfig;
import io.barnabas.metadata.image.ClusterImage;
import io.barnabas.metadata.image.ConfigResource;
import io.barnabas.metadata.image.ImageDelta;
import io.barnabas.metadata.image.TopicImage;
import io.barnabas.replication.PartitionLeader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** The coordinators on this broker. Immutable; any shard may ask. */
public final class HostedGroups implements GroupCoordinators {
  private final Partitions partitions;
  private final Supplier<ClusterImage> image;
  private final ConsumerSettings consumer;
  private final int plannedPartitions;
  private final List<ShardGroups> shards;

  private HostedGroups(
      Partitions partitions,
      Supplier<ClusterImage> image,
      ConsumerSettings consumer,
      int plannedPartitions,
      List<ShardGroups> shards) {
    this.partitions = partitions;
    this.image = image;
    this.consumer = consumer;
    this.plannedPartitions = plannedPartitions;
    this.shards = List.copyOf(shards);
  }

  /** Begins to coordinate the groups of the partitions that the member leads and will lead. */
  public static HostedGroups start(
      BrokerConfig config, List<? extends Shard> shards, ClusterMember member) {
    CoordinatorConfig coordinator = config.coordinator();
    Function<PartitionLeader, CoordinatorLog> logs =
        leader -> PartitionCoordinatorLog.of(leader, coordinator);
    ConsumerSettings consumer = new ConsumerSettings(config, member.image());
    consumer.onBrokerConfigs(member.image().get());
    GroupSettings settings = GroupSettings.of(coordinator, consumer, member.image());
    List<ShardGroups> groups = new ArrayList<>();
    for (Shard shard : shards) {
      groups.add(new ShardGroups(shard, logs, settings::coordinator, CoordinatorMetrics.NONE));
    }
    HostedGroups hosted =
        new HostedGroups(
            member.partitions(),
            member.image(),
            consumer,
            coordinator.offsetsTopicNumPartitions(),
            groups);
    member
        .partitions()
        .orderAll(partitions -> partitions.follow(groups.get(partitions.shard().index())));
    member.controller().addListener((_, after, delta) -> hosted.onImage(after, delta));
    return hosted;
  }

  private void onImage(ClusterImage after, ImageDelta delta) {
    if (delta.configs().changed().stream()
        .anyMatch(it -> it.type() == ConfigResource.Type.BROKER)) {
      consumer.onBrokerConfigs(after);
    }
    for (TopicImage topic : delta.topics().deleted()) {
      tellAll(coordinator -> coordinator.onTopicDeleted(topic.name(), topic.id()));
    }
  }

  private void tellAll(Consumer<GroupCoordinator> message) {
    shards.forEach(groups -> groups.shard().execute(() -> groups.tellAll(message)));
  }

  @Override
  public <T> CompletionStage<T> ask(
      Shard asker, String groupId, Function<GroupCoordinator, Decision<T>> question) {
    int partition = partitionOf(groupId);
    Shard owner = partitions.shardOf(new TopicPartition(InternalTopics.OFFSETS, partition));
    ShardGroups groups = shards.get(owner.index());
    return ShardQuestion.ask(asker, owner, () -> groups.ask(partition, question));
  }

  @Override
  public <T> CompletionStage<List<T>> askAll(
      Shard asker, Function<GroupCoordinator, Decision<T>> question) {
    List<CompletableFuture<List<T>>> answers = new ArrayList<>();
    for (ShardGroups groups : shards) {
      answers.add(
          ShardQuestion.ask(asker, groups.shard(), () -> groups.askAll(question))
              .toCompletableFuture());
    }
    return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
        .thenApply(_ -> answers.stream().flatMap(answer -> answer.join().stream()).toList());
  }

  @Override
  public int partitionOf(String groupId) {
    TopicImage topic = image.get().topics().find(InternalTopics.OFFSETS);
    int count = topic == null ? plannedPartitions : topic.partitions().size();
    int hash = groupId.hashCode();
    return (hash == Integer.MIN_VALUE ? 0 : Math.abs(hash)) % count;
  }

  /** Ends all coordinators; completes on the asking shard when all who waited are answered. */
  public CompletionStage<Void> stop(Shard asker) {
    return CompletableFuture.allOf(
        shards.stream()
            .map(
                groups ->
                    ShardQuestion.askLater(
                            asker,
                            groups.shard(),
                            () -> {
                              groups.unload();
                              return CompletableFuture.<Void>completedStage(null);
                            })
                        .toCompletableFuture())
            .toArray(CompletableFuture[]::new));
  }
}
