package io.barnabas.coordinator.group.consumer;

import io.barnabas.coordinator.group.Groups;
import io.barnabas.coordinator.group.TopicCatalog;
import io.barnabas.coordinator.runtime.CoordinatorContext;
import io.barnabas.coordinator.runtime.Decision;
import io.barnabas.environment.Timers.Timer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Computes target assignments, at most one for a group in each interval (KIP-1263): who come or go
 * together are assigned together. What has to wait is done when the interval is over, without
 * waiting for another heartbeat.
 */
final class DelayedAssignments {
  private final CoordinatorContext context;
  private final Groups groups;
  private final Supplier<TopicCatalog> catalog;
  private final ConsumerGroupSettings settings;
  private final TargetAssigner assigner;
  private final Map<String, Timer> waiting = new HashMap<>();

  DelayedAssignments(
      CoordinatorContext context,
      Groups groups,
      Supplier<TopicCatalog> catalog,
      ConsumerGroupSettings settings,
      TargetAssigner assigner) {
    this.context = context;
    this.groups = groups;
    this.catalog = catalog;
    this.settings = settings;
    this.assigner = assigner;
  }

  /** Computes the target that a change asks for, or sees to it that this is done later. */
  void assignOrWait(GroupChange change) {
    if (change.targetEpoch() >= change.epoch()) {
      return;
    }
    long waitMs = waitMs(change.group());
    if (waitMs == 0) {
      assigner.assign(change, catalog.get(), context.clock().wallMs());
    } else {
      later(change.group().groupId(), waitMs);
    }
  }

  /** Sees to it that a target that is behind is computed without another heartbeat. */
  void assignLater(GroupChange change) {
    if (change.targetEpoch() < change.epoch() && change.memberCount() > 0) {
      later(change.group().groupId(), waitMs(change.group()));
    }
  }

  private long waitMs(ConsumerGroup group) {
    long lastMs = group.targetEpoch().computedMs();
    long sinceMs = context.clock().wallMs() - lastMs;
    int intervalMs = settings.assignmentIntervalMs(group.groupId());
    // A clock that has been set back is no reason to wait longer.
    return lastMs == 0 || sinceMs < 0 ? 0 : Math.max(0, intervalMs - sinceMs);
  }

  private void later(String groupId, long waitMs) {
    waiting.computeIfAbsent(
        groupId, id -> context.timers().schedule(waitMs, () -> onTime(groupId)));
  }

  private void onTime(String groupId) {
    waiting.remove(groupId);
    context.decide(() -> assign(groupId));
  }

  private Decision<Void> assign(String groupId) {
    if (!(groups.find(groupId) instanceof ConsumerGroup group) || group.isEmpty()) {
      return Decision.unasked(List.of());
    }
    GroupChange change = new GroupChange(group);
    assignOrWait(change);
    return Decision.unasked(change.records());
  }

  void cancelAll() {
    waiting.values().forEach(Timer::cancel);
    waiting.clear();
  }
}
