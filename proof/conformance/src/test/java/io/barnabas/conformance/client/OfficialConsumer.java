package io.barnabas.conformance.client;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A consumer of one release. The maps are by partition. */
public interface OfficialConsumer extends AutoCloseable {
  /** Replaces what was assigned; a position must be sought before the first poll. */
  void assign(String topic, int... partitions);

  void seek(String topic, int partition, long offset);

  void seekToBeginning(String topic, int... partitions);

  void seekToEnd(String topic, int... partitions);

  long position(String topic, int partition);

  /** What has arrived, after {@code waitMs} at the latest. */
  List<Incoming> poll(long waitMs);

  Map<Integer, Long> beginningOffsets(String topic, int... partitions);

  Map<Integer, Long> endOffsets(String topic, int... partitions);

  /** The first record at or after each time; partitions that have none are left out. */
  Map<Integer, TimedOffset> offsetsForTimes(String topic, Map<Integer, Long> timesMs);

  /** Joins the group for these topics, at the next poll. */
  void subscribe(String... topics);

  /** Joins the group for the topics whose names match, now and later; the client looks for them. */
  void subscribeMatching(String regex);

  /** The same, where the broker looks for them (KIP-848); since {@link Release#V4_4}. */
  void subscribeMatchingOnBroker(String regex);

  /** What the group has given to this member, as {@code topic-N}. */
  Set<String> assignment();

  /** Commits the positions of all that is assigned. */
  void commit();

  void commit(String topic, Map<Integer, Committed> offsets);

  /**
   * Begins to commit the positions of all that is assigned.
   *
   * @param whenDone gets the error's name, or null; called by a later poll or by closing
   */
  void commitLater(Consumer<@Nullable String> whenDone);

  /** What the group has committed; partitions without are left out. */
  Map<Integer, Committed> committed(String topic, int... partitions);

  /** Leaves the group, after a last commit where commits are automatic. */
  @Override
  void close();
}
