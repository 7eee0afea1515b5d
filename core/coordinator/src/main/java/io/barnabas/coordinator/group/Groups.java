package io.barnabas.coordinator.group;

import io.barnabas.coordinator.runtime.TrackedMap;
import io.barnabas.coordinator.runtime.UndoLog;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** The groups of one partition of {@code __consumer_offsets}. To be used on its shard. */
public final class Groups {
  private final TrackedMap<String, Group> byId;

  public Groups(UndoLog undoLog) {
    byId = new TrackedMap<>(undoLog);
  }

  public @Nullable Group find(String groupId) {
    return byId.get(groupId);
  }

  /** A view; not to be iterated over while groups come and go. */
  public Collection<Group> all() {
    return byId.values();
  }

  /** Adds a group, or puts it in the place of the one with its id. */
  public void put(Group group) {
    byId.put(group.groupId(), group);
  }

  public void remove(String groupId) {
    byId.remove(groupId);
  }
}
