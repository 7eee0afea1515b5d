package io.barnabas.coordinator.group.assignor;

import io.barnabas.protocol.primitive.Uuid;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Which member owns each partition of a row: as it was, and as an assignor decides. Members are
 * counted in the order of their ids.
 */
final class Ownership {
  static final int NOBODY = -1;

  private final PartitionRow row;
  private final List<String> memberIds;
  private final List<MemberSpec> members;
  private final int[] before;
  private final int[] now;

  /** Members that own something which they can't keep whatever is decided. */
  private final boolean[] loses;

  Ownership(GroupSpec spec, PartitionRow row) {
    this.row = row;
    this.memberIds = List.copyOf(spec.members().keySet());
    this.members = List.copyOf(spec.members().values());
    this.before = new int[row.size()];
    this.now = new int[row.size()];
    this.loses = new boolean[members.size()];
    Arrays.fill(before, NOBODY);
    Arrays.fill(now, NOBODY);
    for (int member = 0; member < members.size(); member++) {
      readCurrent(member);
    }
  }

  private void readCurrent(int member) {
    MemberSpec spec = members.get(member);
    spec.current()
        .topics()
        .forEach(
            (topicId, partitions) -> {
              boolean subscribed = spec.subscribedTopicIds().contains(topicId);
              for (int partition : partitions) {
                int place = subscribed ? row.place(topicId, partition) : PartitionRow.NO_PLACE;
                if (place == PartitionRow.NO_PLACE || before[place] != NOBODY) {
                  loses[member] = true;
                } else {
                  before[place] = member;
                }
              }
            });
  }

  int memberCount() {
    return members.size();
  }

  MemberSpec member(int member) {
    return members.get(member);
  }

  /** Who owned the partition at a place and may keep it, or {@link #NOBODY}. */
  int before(int place) {
    return before[place];
  }

  void give(int place, int member) {
    now[place] = member;
  }

  /** How many partitions each member owned and may keep. */
  int[] loadsBefore() {
    int[] loads = new int[members.size()];
    for (int member : before) {
      if (member != NOBODY) {
        loads[member]++;
      }
    }
    return loads;
  }

  /** The places that nobody owns yet, in order. */
  void forEachFree(IntConsumer consumer) {
    for (int place = 0; place < now.length; place++) {
      if (now[place] == NOBODY) {
        consumer.accept(place);
      }
    }
  }

  /** The decision; members whose partitions stay the same keep their very object. */
  GroupAssignment toAssignment() {
    Assignment.@Nullable Builder[] builders = buildersOfChanged();
    for (int topic = 0; topic < row.topicCount(); topic++) {
      Uuid topicId = row.topicId(topic);
      for (int place = row.start(topic); place < row.end(topic); place++) {
        Assignment.Builder builder = builders[now[place]];
        if (builder != null) {
          builder.add(topicId, place - row.start(topic));
        }
      }
    }
    Map<String, Assignment> result = HashMap.newHashMap(members.size());
    for (int member = 0; member < members.size(); member++) {
      Assignment.Builder builder = builders[member];
      result.put(
          memberIds.get(member), builder == null ? members.get(member).current() : builder.build());
    }
    return new GroupAssignment(result);
  }

  private Assignment.@Nullable Builder[] buildersOfChanged() {
    boolean[] changed = loses.clone();
    for (int place = 0; place < now.length; place++) {
      if (now[place] != before[place]) {
        changed[now[place]] = true;
        if (before[place] != NOBODY) {
          changed[before[place]] = true;
        }
      }
    }
    Assignment.@Nullable Builder[] builders = new Assignment.Builder[members.size()];
    for (int member = 0; member < builders.length; member++) {
      builders[member] = changed[member] ? Assignment.builder() : null;
    }
    return builders;
  }

  /** The members that subscribe to each topic of the row, in order. */
  int[][] subscribers() {
    int[][] subscribers = new int[row.topicCount()][members.size()];
    int[] counts = new int[row.topicCount()];
    for (int member = 0; member < members.size(); member++) {
      Set<Uuid> topicIds = members.get(member).subscribedTopicIds();
      for (Uuid topicId : topicIds) {
        int topic = row.topicIndex(topicId);
        subscribers[topic][counts[topic]++] = member;
      }
    }
    for (int topic = 0; topic < subscribers.length; topic++) {
      subscribers[topic] = Arrays.copyOf(subscribers[topic], counts[topic]);
    }
    return subscribers;
  }
}
