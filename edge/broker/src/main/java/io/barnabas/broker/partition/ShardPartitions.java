package io.barnabas.broker.partition;

import io.barnabas.environment.Shard;
import io.barnabas.log.CleanerLimits;
import io.barnabas.log.CleanerSchedule;
import io.barnabas.log.FutureLog;
import io.barnabas.log.LogIdentity;
import io.barnabas.log.PartitionLog;
import io.barnabas.log.ShardJournal;
import io.barnabas.log.TailMemory;
import io.barnabas.log.TopicPartition;
import io.barnabas.log.journal.Journal;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.replication.LeaderTerms;
import io.barnabas.replication.PartitionLeader;
import io.barnabas.replication.RefusedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The partitions of one shard. To be used on it. */
public final class ShardPartitions {
  private static final Logger LOG = LoggerFactory.getLogger(ShardPartitions.class);

  private final Shard shard;
  private final Map<TopicPartition, HostedPartition> partitions = new HashMap<>();

  /**
   * Deletions under way: a new partition of the same name, whose folder has the same name, waits
   * for them.
   */
  private final Map<TopicPartition, CompletionStage<Boolean>> deletions = new HashMap<>();

  /** Partitions whose logs are in no directory that works, and why. */
  private final Map<TopicPartition, RefusedException> lost = new HashMap<>();

  private final Map<Path, ShardRoom> roomIn = new HashMap<>();
  private final MoveQueue moves = new MoveQueue();
  private MoveListener moveListener = MoveListener.NONE;
  private DirectoryRooms rooms = new DirectoryRooms();

  /** Of the log directories. */
  private final Map<Path, ShardJournal> journals = new HashMap<>();

  private Runnable onLogStartOffset = () -> {};
  private Consumer<Path> onStorageFailure = _ -> {};
  private PartitionListener listener = PartitionListener.NONE;

  public ShardPartitions(Shard shard) {
    this.shard = shard;
  }

  public Shard shard() {
    return shard;
  }

  /** From the beginning: what may be appended where. */
  void limitBy(DirectoryRooms limits) {
    rooms = limits;
  }

  /**
   * Partitions that come from now on use the journals of their log directories.
   *
   * @param tailBytes memory for the ends of the logs here
   */
  public void useJournals(Map<Path, Journal> opened, long tailBytes) {
    TailMemory memory = new TailMemory(tailBytes);
    opened.forEach((path, journal) -> journals.put(path, ShardJournal.of(shard, journal, memory)));
  }

  /** What is to be remembered of the logs here, those too that are still being opened. */
  public List<PartitionOffsets> offsets() {
    return partitions.values().stream().map(HostedPartition::offsets).toList();
  }

  public OpeningProgress openingProgress() {
    int settled = (int) partitions.values().stream().filter(HostedPartition::isSettled).count();
    return new OpeningProgress(settled, partitions.size());
  }

  /** The leaders of the partitions here whose logs are open. */
  public List<PartitionLeader> leaders() {
    return partitions.values().stream().flatMap(hosted -> hosted.leader().stream()).toList();
  }

  /** From time to time lets each log forget producers that have been idle for too long. */
  public void expireProducersEvery(long intervalMs) {
    shard
        .timers()
        .schedule(
            intervalMs,
            () -> {
              leaders().forEach(leader -> leader.log().expireProducers());
              expireProducersEvery(intervalMs);
            });
  }

  /** From time to time deletes what the logs need not keep any longer. */
  public void deleteOldSegmentsEvery(long intervalMs) {
    shard
        .timers()
        .schedule(
            intervalMs,
            () -> {
              logs().forEach(ShardPartitions::deleteOldSegments);
              deleteOldSegmentsEvery(intervalMs);
            });
  }

  /** Compacts the logs here that are to be compacted, from now on. */
  public void compact(CleanerLimits limits, int laneKey) {
    new CleanerSchedule(shard, shard.disk().lane(laneKey), limits, this::logs).start();
  }

  /** A log whose disk fails is told of elsewhere, and tried again the next time. */
  private static void deleteOldSegments(PartitionLog log) {
    log.deleteOldSegments()
        .exceptionally(
            failure -> {
              LOG.debug("{} could not be looked through", log.topicPartition(), failure);
              return null;
            });
  }

  private List<PartitionLog> logs() {
    return leaders().stream().map(PartitionLeader::log).toList();
  }

  /** From now on tells when a log start offset has moved, on this shard. */
  public void tellOfLogStartOffsets(Runnable listener) {
    onLogStartOffset = listener;
  }

  /** From now on tells of log directories in which something has failed, on this shard. */
  public void tellOfStorageFailures(Consumer<Path> listener) {
    onStorageFailure = listener;
  }

  /** From now on tells of the partitions here, on this shard; at once of those that are here. */
  public void follow(PartitionListener newListener) {
    listener = newListener;
    partitions.keySet().forEach(listener::onHosted);
    leaders().forEach(listener::onLed);
  }

  /** Begins to host a partition; questions that come before its log is open wait. */
  public void host(PartitionPlace place, LeaderTerms terms) {
    expect(place, terms);
    open(place.identity());
  }

  /** Takes in a partition that is to be opened later; questions wait for that. */
  public void expect(PartitionPlace place, LeaderTerms terms) {
    HostedPartition hosted = new HostedPartition(shard, place, terms, new Listening());
    partitions.put(hosted.topicPartition(), hosted);
    listener.onHosted(hosted.topicPartition());
  }

  /** A partition's shard, which is told what happens to it, tells others. */
  private final class Listening implements HostedPartition.Owner {
    @Override
    public void onLed(PartitionLeader leader) {
      listener.onLed(leader);
    }

    @Override
    public void onLogStartOffset() {
      onLogStartOffset.run();
    }

    @Override
    public void onStorageFailure(Path directory) {
      onStorageFailure.accept(directory);
    }

    @Override
    public void onMoved(LogIdentity from, LogIdentity to) {
      moveListener.onMoved(from, to);
    }

    @Override
    public ShardRoom roomIn(Path directory) {
      return roomIn.computeIfAbsent(directory, path -> new ShardRoom(rooms.of(path)));
    }

    @Override
    public @Nullable ShardJournal journalIn(Path directory) {
      return journals.get(directory);
    }

    @Override
    public PartitionMover mover(PartitionLeader leader, PartitionMover.Host host) {
      return new PartitionMover(shard, leader, moves, moveListener, host);
    }
  }

  /** From now on tells of logs that are moved between directories, on this shard. */
  public void tellOfMoves(MoveListener newListener) {
    moveListener = newListener;
  }

  /** Moves a partition's log to another log directory, if it is here. */
  public void move(MoveOrder order) {
    HostedPartition hosted = partitions.get(order.target().topicPartition());
    if (hosted != null && hosted.identity().topicId().equals(order.target().topicId())) {
      hosted.move(order);
    }
  }

  /** The copies of logs that are to be in another directory. */
  public List<FutureLog> futureLogs() {
    return partitions.values().stream()
        .flatMap(hosted -> hosted.logMove().stream())
        .map(LogMove::future)
        .toList();
  }

  /** Refuses what is asked of a partition whose log is in no directory that works. */
  public void hostLost(TopicPartition partition, String why) {
    lost.put(
        partition,
        new RefusedException(ErrorCode.KAFKA_STORAGE_ERROR, partition + " is offline: " + why));
  }

  /** A log directory can't be used any more. */
  public void takeOffline(Path directory, String cause) {
    IOException failure = new IOException(directory + " can't be used: " + cause);
    partitions.values().stream()
        .filter(hosted -> hosted.identity().directory().equals(directory))
        .forEach(hosted -> hosted.takeOffline(failure));
  }

  /** Opens a partition that was expected, if it has not been deleted meanwhile. */
  public void open(LogIdentity expected) {
    TopicPartition partition = expected.topicPartition();
    HostedPartition hosted = partitions.get(partition);
    if (hosted != null && hosted.identity().equals(expected)) {
      deletions
          .getOrDefault(partition, CompletableFuture.completedStage(true))
          .thenRun(hosted::open);
    }
  }

  public void configure(TopicPartition partition, LeaderTerms terms) {
    HostedPartition hosted = partitions.get(partition);
    if (hosted != null) {
      hosted.configure(terms);
    }
  }

  /** Stops hosting a partition and deletes it. */
  public void delete(TopicPartition partition) {
    lost.remove(partition);
    HostedPartition hosted = partitions.remove(partition);
    if (hosted != null) {
      listener.onEnded(partition);
      CompletionStage<Boolean> before =
          deletions.getOrDefault(partition, CompletableFuture.completedStage(true));
      CompletionStage<Boolean> deletion = hosted.delete().thenCombine(before, Boolean::logicalAnd);
      deletions.put(partition, deletion);
      deletion.thenRun(() -> deletions.remove(partition, deletion));
    }
  }

  void tell(TopicPartition partition, Consumer<PartitionLeader> message) {
    HostedPartition hosted = partitions.get(partition);
    if (hosted != null) {
      hosted.leader().ifPresent(message);
    }
  }

  <R> CompletionStage<R> ask(TopicPartition partition, PartitionQuestion<R> question) {
    HostedPartition hosted = partitions.get(partition);
    return hosted != null ? hosted.ask(question) : notHere(partition);
  }

  private <R> CompletionStage<R> notHere(TopicPartition partition) {
    RefusedException why = lost.get(partition);
    return CompletableFuture.failedStage(
        why != null
            ? why
            : new RefusedException(
                ErrorCode.NOT_LEADER_OR_FOLLOWER, partition + " is not on this broker"));
  }

  <R> CompletionStage<R> askToAppend(
      TopicPartition partition, long bytes, PartitionQuestion<R> question) {
    HostedPartition hosted = partitions.get(partition);
    return hosted != null ? hosted.askToAppend(bytes, question) : notHere(partition);
  }

  /** Closes all logs; completes with what is to be remembered of them. */
  public CompletionStage<List<ClosedPartition>> close() {
    partitions.keySet().forEach(listener::onEnded);
    List<CompletableFuture<ClosedPartition>> closing =
        partitions.values().stream().map(hosted -> hosted.close().toCompletableFuture()).toList();
    partitions.clear();
    return CompletableFuture.allOf(closing.toArray(CompletableFuture[]::new))
        .thenApply(_ -> closing.stream().map(CompletableFuture::join).toList());
  }
}
