package io.barnabas.coordinator.group.classic;

import io.barnabas.coordinator.group.GroupMetrics;
import io.barnabas.coordinator.group.Groups;
import io.barnabas.coordinator.runtime.CoordinatorContext;
import io.barnabas.coordinator.runtime.CoordinatorRecord;
import io.barnabas.coordinator.runtime.RecordOrigin;
import io.barnabas.coordinator.runtime.StateMachine;
import io.barnabas.protocol.coordinator.GroupMetadataKey;
import io.barnabas.protocol.coordinator.GroupMetadataValue;

/** Classic groups and nothing else. */
final class ClassicMachine implements StateMachine {
  private final Groups groups;
  private final ClassicGroups classic;

  ClassicMachine(CoordinatorContext context, ClassicConfig config) {
    groups = new Groups(context.undoLog());
    classic = new ClassicGroups(context, groups, config, GroupMetrics.NONE);
  }

  Groups groups() {
    return groups;
  }

  ClassicGroups classic() {
    return classic;
  }

  @Override
  public void replay(CoordinatorRecord record, RecordOrigin origin) {
    classic.replay((GroupMetadataKey) record.key(), (GroupMetadataValue) record.value());
  }

  @Override
  public void onLoaded() {
    classic.onLoaded();
  }

  @Override
  public void onUnloaded() {
    classic.onUnloaded();
  }
}
