package io.barnabas.client.group;

import io.barnabas.client.TopicPartition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** An owner that notes what it is told to do. */
final class RecordingOwner implements PartitionOwner {
  private final Set<TopicPartition> owned = new TreeSet<>();
  private final List<String> events = new ArrayList<>();

  @Override
  public Set<TopicPartition> owned() {
    return new TreeSet<>(owned);
  }

  @Override
  public void take(Collection<TopicPartition> partitions) {
    note("take", partitions);
    owned.addAll(partitions);
  }

  @Override
  public void giveUp(Collection<TopicPartition> partitions) {
    note("give up", partitions);
    owned.removeAll(partitions);
  }

  @Override
  public void lose(Collection<TopicPartition> partitions) {
    note("lose", partitions);
    owned.removeAll(partitions);
  }

  private void note(String what, Collection<TopicPartition> partitions) {
    if (!partitions.isEmpty()) {
      events.add(what + " " + new TreeSet<>(partitions));
    }
  }

  /** What has happened since the last time, in order. */
  List<String> takeEvents() {
    List<String> taken = List.copyOf(events);
    events.clear();
    return taken;
  }
}
