package io.barnabas.coordinator.group;

import io.barnabas.coordinator.runtime.CoordinatorContext;
import io.barnabas.coordinator.runtime.CoordinatorRecord;
import io.barnabas.coordinator.runtime.RecordOrigin;
import io.barnabas.coordinator.runtime.StateMachine;

/** The state machine of one partition of {@code __consumer_offsets}. */
public final class GroupCoordinator implements StateMachine {
  private final Groups groups;

  public GroupCoordinator(CoordinatorContext context) {
    this.groups = new Groups(context.undoLog());
  }

  public Groups groups() {
    return groups;
  }

  @Override
  public void replay(CoordinatorRecord record, RecordOrigin origin) {}

  @Override
  public void onLoaded() {}

  @Override
  public void onUnloaded() {}
}
