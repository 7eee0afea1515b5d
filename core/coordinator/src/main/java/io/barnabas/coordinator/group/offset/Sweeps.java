package io.barnabas.coordinator.group.offset;

import io.barnabas.coordinator.group.Group;
import io.barnabas.coordinator.runtime.CoordinatorContext;
import io.barnabas.environment.Timers.Timer;
import io.barnabas.protocol.primitive.Uuid;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The removal of offsets that no client asks for: by the clock, and with deleted topics. */
final class Sweeps {
  private final CoordinatorContext context;
  private final CommittedOffsets offsets;
  private final KnownGroups groups;
  private final ExpiryRule expiry;
  private final long checkIntervalMs;
  private final Set<Sweep> running = new HashSet<>();
  private @Nullable Timer nextCheck;

  Sweeps(
      CoordinatorContext context,
      CommittedOffsets offsets,
      KnownGroups groups,
      ExpiryRule expiry,
      long checkIntervalMs) {
    this.context = context;
    this.offsets = offsets;
    this.groups = groups;
    this.expiry = expiry;
    this.checkIntervalMs = checkIntervalMs;
  }

  /** From now on offsets expire. */
  void start() {
    nextCheck = context.timers().schedule(checkIntervalMs, this::check);
  }

  void stop() {
    if (nextCheck != null) {
      nextCheck.cancel();
    }
    running.forEach(Sweep::cancel);
    running.clear();
  }

  /** A topic is gone, and with it what was committed for it. */
  void onTopicDeleted(String topic, Uuid topicId) {
    List<String> groupIds = List.copyOf(offsets.groupIds());
    run(groupIds, new DeletedTopicRule(offsets, topic, topicId), () -> {});
  }

  private void check() {
    List<String> groupIds = groups.all().stream().map(Group::groupId).toList();
    run(groupIds, expiry, this::start);
  }

  private void run(List<String> groupIds, Sweep.Rule rule, Runnable then) {
    Sweep[] sweep = new Sweep[1];
    Runnable onEnd =
        () -> {
          running.remove(sweep[0]);
          then.run();
        };
    sweep[0] = new Sweep(context, groupIds, rule, onEnd);
    running.add(sweep[0]);
    sweep[0].run();
  }
}
