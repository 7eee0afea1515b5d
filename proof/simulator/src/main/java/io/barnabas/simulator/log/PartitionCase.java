package io.barnabas.simulator.log;

import io.barnabas.environment.simulated.SeededRandomness;
import io.barnabas.log.LogConfig;
import io.barnabas.log.LogIdentity;
import io.barnabas.log.StartPoint;
import io.barnabas.log.TopicPartition;
import io.barnabas.protocol.primitive.Uuid;
import io.barnabas.simulator.PartitionHistory;
import io.barnabas.simulator.Violation;
import io.barnabas.simulator.batch.Sender;
import io.barnabas.simulator.batch.Value;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One partition through all lives of its process: what its user keeps apart from the log. */
final class PartitionCase {
  private static final long FIRST_PRODUCER_ID = 1000;

  /** Long values need larger segments, of which an end is in memory and the rest in the file. */
  private static final int LONG_SCALE = 32;

  private final LogIdentity identity;
  private final int writer;
  private final LogConfig config;
  private final PartitionHistory history;
  private final boolean idempotent;
  private long nextNumber;
  private short epoch = -1;
  private int nextSequence;
  private long recoveryPoint;
  private long logStartOffset;
  private boolean closedInOrder;

  /**
   * @param journaled whether {@code log.durability} is journal
   */
  PartitionCase(Path root, int number, SeededRandomness chance, boolean journaled) {
    TopicPartition name = new TopicPartition("topic", number);
    Uuid topicId = new Uuid(1, 2);
    identity = new LogIdentity(root.resolve(name.toString()), name, topicId);
    boolean longValues = chance.chance(300);
    writer = longValues ? Value.LONG_WRITERS + number : number;
    config = randomConfig(chance, journaled, longValues ? LONG_SCALE : 1);
    history = new PartitionHistory(name.toString());
    idempotent = chance.chance(500);
  }

  /** Small segments and sparse or dense indexes, so that there is much at their borders. */
  private static LogConfig randomConfig(SeededRandomness chance, boolean journaled, int scale) {
    int segmentBytes = scale * (2_000 + chance.nextInt(6_000));
    int indexIntervalBytes = scale * chance.nextInt(1_000);
    int indexBytes = chance.chance(300) ? 64 : 10 << 20;
    long flushMessages = chance.chance(300) ? 1 + chance.nextInt(20) : Long.MAX_VALUE;
    long flushMs = chance.chance(300) ? 1 + chance.nextInt(20) : Long.MAX_VALUE;
    return LogConfig.DEFAULT
        .withSegments(
            new LogConfig.Segments(segmentBytes, 604_800_000L, 0, indexIntervalBytes, indexBytes))
        .withFlush(new LogConfig.Flush(flushMessages, flushMs, journaled));
  }

  LogIdentity identity() {
    return identity;
  }

  LogConfig config() {
    return config;
  }

  boolean isJournaled() {
    return config.flush().journaled();
  }

  PartitionHistory history() {
    return history;
  }

  boolean isIdempotent() {
    return idempotent;
  }

  /** The producer takes a new epoch, as after the loss of its place. */
  void beginProducer() {
    epoch++;
    nextSequence = 0;
  }

  /** What the log directory would tell a log that is opened now. */
  StartPoint startPoint() {
    return new StartPoint(logStartOffset, recoveryPoint, closedInOrder);
  }

  void noteOpened() {
    closedInOrder = false;
  }

  /** Keeps the recovery point, as a checkpoint file does from time to time. */
  void checkpoint(long recoveryPoint) {
    this.recoveryPoint = recoveryPoint;
  }

  void keepLogStart(long logStartOffset) {
    this.logStartOffset = logStartOffset;
  }

  void noteClosedInOrder(long recoveryPoint) {
    checkpoint(recoveryPoint);
    closedInOrder = true;
  }

  boolean isClosedInOrder() {
    return closedInOrder;
  }

  /** Nothing may be called durable that is not. */
  void requireSynced(long claimedEnd, long sureEnd) {
    if (claimedEnd > Math.max(sureEnd, history.deletedBelow())) {
      throw new Violation(
          "%s calls all below %d durable, but only what is below %d is"
              .formatted(identity.topicPartition(), claimedEnd, sureEnd));
    }
  }

  List<Value> nextValues(int count) {
    List<Value> values = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      values.add(new Value(writer, nextNumber++));
    }
    return values;
  }

  /** The identity for a batch of so many records, whose sequence numbers are then used up. */
  Sender nextSender(int count) {
    if (!idempotent) {
      return Sender.ANONYMOUS;
    }
    Sender sender =
        new Sender(FIRST_PRODUCER_ID + identity.topicPartition().partition(), epoch, nextSequence);
    nextSequence += count;
    return sender;
  }
}
