package io.barnabas.coordinator.group;

import io.barnabas.coordinator.group.offset.GroupAdministration;
import io.barnabas.coordinator.group.offset.Offsets;
import io.barnabas.coordinator.runtime.CoordinatorContext;
import io.barnabas.coordinator.runtime.CoordinatorRecord;
import io.barnabas.coordinator.runtime.RecordOrigin;
import io.barnabas.coordinator.runtime.StateMachine;
import io.barnabas.protocol.coordinator.LegacyOffsetCommitKey;
import io.barnabas.protocol.coordinator.LegacyOffsetCommitValue;
import io.barnabas.protocol.coordinator.OffsetCommitKey;
import io.barnabas.protocol.coordinator.OffsetCommitValue;
import java.util.function.Supplier;

/** The state machine of one partition of {@code __consumer_offsets}. */
public final class GroupCoordinator implements StateMachine {
  private final Groups groups;
  private final Offsets offsets;

  /**
   * An empty coordinator.
   *
   * @param topics gives the newest catalog
   */
  public GroupCoordinator(
      CoordinatorContext context, Supplier<TopicCatalog> topics, GroupConfig config) {
    this.groups = new Groups(context.undoLog());
    this.offsets = new Offsets(context, groups, topics, config.offsets());
  }

  public Groups groups() {
    return groups;
  }

  public Offsets offsets() {
    return offsets;
  }

  public GroupAdministration administration() {
    return offsets.administration();
  }

  @Override
  public void replay(CoordinatorRecord record, RecordOrigin origin) {
    switch (record.key()) {
      case OffsetCommitKey key -> offsets.replay(key, (OffsetCommitValue) record.value(), origin);
      case LegacyOffsetCommitKey key ->
          offsets.replay(key, (LegacyOffsetCommitValue) record.value(), origin);
      default -> {
        // A kind of record that nothing here reads, such as a share group's.
      }
    }
  }

  @Override
  public void onLoaded() {
    offsets.onLoaded();
  }

  @Override
  public void onUnloaded() {
    offsets.onUnloaded();
  }
}
