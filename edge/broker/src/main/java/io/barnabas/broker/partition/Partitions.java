package io.barnabas.broker.partition;

import io.barnabas.environment.Shard;
import io.barnabas.log.TopicPartition;
import io.barnabas.replication.PartitionLeader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The way to a partition from any shard. A partition belongs to one shard for as long as the
 * process runs; the partitions of a topic go round the shards. Any thread that is a shard's may
 * call.
 */
public final class Partitions {
  private final List<ShardPartitions> shards;
  private final DirectoryRooms rooms = new DirectoryRooms();
  private final OfflinePartitions offline = new OfflinePartitions();

  public Partitions(List<ShardPartitions> shards) {
    this.shards = List.copyOf(shards);
    this.shards.forEach(shard -> shard.limitBy(rooms));
  }

  /** What may be appended in each log directory. */
  public DirectoryRooms rooms() {
    return rooms;
  }

  /** The partitions that can't be had. */
  public OfflinePartitions offline() {
    return offline;
  }

  /**
   * Asks a partition's leader. The answer comes back on the asking shard; it fails with what {@link
   * Failure} reads, among it that there is no such partition here.
   */
  public <R> CompletionStage<R> ask(
      Shard asker, TopicPartition partition, PartitionQuestion<R> question) {
    ShardPartitions owner = ownerOf(partition);
    return ShardQuestion.ask(asker, owner.shard(), () -> owner.ask(partition, question));
  }

  /**
   * As {@link #ask}, for what a producer wants to append: refused with KAFKA_STORAGE_ERROR where
   * the log directory has no more room than its reserve.
   */
  public <R> CompletionStage<R> askToAppend(
      Shard asker, TopicPartition partition, long bytes, PartitionQuestion<R> question) {
    ShardPartitions owner = ownerOf(partition);
    return ShardQuestion.ask(
        asker, owner.shard(), () -> owner.askToAppend(partition, bytes, question));
  }

  /** The shard that a partition belongs to, hosted or not. */
  public Shard shardOf(TopicPartition partition) {
    return ownerOf(partition).shard();
  }

  /**
   * Tells a partition's leader something, if its log is open; behind what the caller asked it
   * before.
   */
  public void tell(TopicPartition partition, Consumer<PartitionLeader> message) {
    order(partition, owner -> owner.tell(partition, message));
  }

  /** Gives a partition's shard an order, behind what the caller gave it before. */
  public void order(TopicPartition partition, Consumer<ShardPartitions> message) {
    ShardPartitions owner = ownerOf(partition);
    owner.shard().execute(() -> message.accept(owner));
  }

  /** How many shards there are. */
  public int shardCount() {
    return shards.size();
  }

  /** Gives all shards the same order. */
  public void orderAll(Consumer<ShardPartitions> message) {
    shards.forEach(owner -> owner.shard().execute(() -> message.accept(owner)));
  }

  /**
   * Asks all shards the same; completes on the asking shard with their answers, in the order of the
   * shards.
   */
  public <R> CompletionStage<List<R>> askAll(
      Shard asker, Function<ShardPartitions, CompletionStage<R>> question) {
    List<CompletableFuture<R>> answers = new ArrayList<>();
    for (ShardPartitions owner : shards) {
      answers.add(
          ShardQuestion.askLater(asker, owner.shard(), () -> question.apply(owner))
              .toCompletableFuture());
    }
    return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
        .thenApply(_ -> answers.stream().map(CompletableFuture::join).toList());
  }

  private ShardPartitions ownerOf(TopicPartition partition) {
    int spread = partition.topic().hashCode() + partition.partition();
    return shards.get(Math.floorMod(spread, shards.size()));
  }
}
