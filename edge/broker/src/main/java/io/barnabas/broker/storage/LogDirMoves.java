package io.barnabas.broker.storage;

import io.barnabas.broker.partition.MoveListener;
import io.barnabas.broker.partition.MoveOrder;
import io.barnabas.broker.partition.PartitionOffsets;
import io.barnabas.broker.partition.Partitions;
import io.barnabas.broker.partition.ShardPartitions;
import io.barnabas.broker.partition.ShardQuestion;
import io.barnabas.environment.Shard;
import io.barnabas.log.LogDirectory;
import io.barnabas.log.LogIdentity;
import io.barnabas.log.PartitionFolder;
import io.barnabas.log.TopicPartition;
import io.barnabas.metadata.image.ClusterImage;
import io.barnabas.metadata.image.TopicImage;
import io.barnabas.protocol.ErrorCode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Has partitions' logs moved between log directories (KIP-113), and remembers where they are. To be
 * used on the home shard, but for {@link #alter}.
 */
public final class LogDirMoves {
  private final Shard home;
  private final LogDirs logDirs;
  private final LogDirWatch watch;
  private final Partitions partitions;
  private final OffsetCheckpoints checkpoints;
  private final Supplier<ClusterImage> image;

  public LogDirMoves(
      Shard home,
      LogDirs logDirs,
      LogDirWatch watch,
      Partitions partitions,
      OffsetCheckpoints checkpoints,
      Supplier<ClusterImage> image) {
    this.home = home;
    this.logDirs = logDirs;
    this.watch = watch;
    this.partitions = partitions;
    this.checkpoints = checkpoints;
    this.image = image;
  }

  /** Hears of moves from now on, and begins those anew that the last run did not finish. */
  public void start() {
    partitions.orderAll(shard -> shard.tellOfMoves(new Remembering(shard)));
    logDirs.takeWishes().forEach(this::begin);
  }

  /** Begins to move logs; completes on the asking shard with Kafka's error code for each. */
  public CompletionStage<Map<TopicPartition, ErrorCode>> alter(
      Shard asker, Map<TopicPartition, Path> wanted) {
    return ShardQuestion.ask(
        asker,
        home,
        () -> {
          Map<TopicPartition, ErrorCode> answers = new LinkedHashMap<>();
          wanted.forEach((partition, path) -> answers.put(partition, begin(partition, path)));
          return CompletableFuture.completedStage(answers);
        });
  }

  private ErrorCode begin(TopicPartition partition, Path path) {
    Optional<String> copyName = PartitionFolder.futureName(partition, home.randomness().nextUuid());
    if (copyName.isEmpty()) {
      return ErrorCode.INVALID_TOPIC_EXCEPTION;
    }
    if (watch.states().stream().noneMatch(state -> state.path().equals(path))) {
      return ErrorCode.LOG_DIR_NOT_FOUND;
    }
    if (!watch.isUsable(path) || partitions.offline().get().contains(partition)) {
      return ErrorCode.KAFKA_STORAGE_ERROR;
    }
    TopicImage topic = image.get().topics().find(partition.topic());
    if (topic == null || topic.partition(partition.partition()) == null) {
      logDirs.wish(partition, path);
      return ErrorCode.UNKNOWN_TOPIC_OR_PARTITION;
    }
    if (!logDirs.has(partition)) {
      logDirs.wish(partition, path);
      return ErrorCode.REPLICA_NOT_AVAILABLE;
    }
    logDirs.directories().stream()
        .filter(directory -> directory.path().equals(path))
        .forEach(directory -> order(directory, partition, topic, copyName.get()));
    return ErrorCode.NONE;
  }

  private void order(
      LogDirectory directory, TopicPartition partition, TopicImage topic, String copyName) {
    LogIdentity target = directory.identity(partition, topic.id());
    LogIdentity copy = new LogIdentity(directory.path().resolve(copyName), partition, topic.id());
    partitions.order(partition, shard -> shard.move(new MoveOrder(copy, target)));
  }

  /** Hears of the moves of one shard. */
  private final class Remembering implements MoveListener {
    private final ShardPartitions owner;

    Remembering(ShardPartitions owner) {
      this.owner = owner;
    }

    @Override
    public CompletionStage<Void> beforeMove(PartitionOffsets offsets) {
      return ShardQuestion.askLater(owner.shard(), home, () -> checkpoints.announce(offsets));
    }

    @Override
    public void onMoved(LogIdentity from, LogIdentity to) {
      home.execute(() -> logDirs.moved(to.topicPartition(), from.directory(), to.directory()));
    }

    @Override
    public void onGivenUp(TopicPartition partition) {
      home.execute(() -> checkpoints.unannounce(partition));
    }
  }
}
