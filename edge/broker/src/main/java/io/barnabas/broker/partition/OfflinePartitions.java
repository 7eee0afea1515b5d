package io.barnabas.broker.partition;

import io.barnabas.log.TopicPartition;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The partitions of this broker whose logs can't be had, because their directory has failed. Read
 * by any thread; changed on the home shard.
 */
public final class OfflinePartitions implements Supplier<Set<TopicPartition>> {
  private final Map<Path, Set<TopicPartition>> failed = new HashMap<>();
  private final Set<TopicPartition> lost = new HashSet<>();
  private volatile Set<TopicPartition> all = Set.of();

  @Override
  public Set<TopicPartition> get() {
    return all;
  }

  /** A directory has failed, and these partitions with it. */
  public void fail(Path directory, Collection<TopicPartition> partitions) {
    failed.put(directory, Set.copyOf(partitions));
    publish();
  }

  /** A directory works again. */
  public void recover(Path directory) {
    failed.remove(directory);
    publish();
  }

  /** These partitions are in no directory that works. */
  public void lose(Collection<TopicPartition> partitions) {
    if (lost.addAll(partitions)) {
      publish();
    }
  }

  /** A partition is deleted. */
  public void forget(TopicPartition partition) {
    if (lost.remove(partition)) {
      publish();
    }
  }

  private void publish() {
    Set<TopicPartition> union = new HashSet<>(lost);
    failed.values().forEach(union::addAll);
    all = Set.copyOf(union);
  }
}
