package io.barnabas.coordinator.group;

import io.barnabas.coordinator.group.consumer.ConsumerGroups;
import io.barnabas.coordinator.group.consumer.PatternResolver;
import io.barnabas.coordinator.group.offset.GroupAdministration;
import io.barnabas.coordinator.group.offset.Offsets;
import io.barnabas.coordinator.group.regex.RegexResolver;
import io.barnabas.coordinator.runtime.CoordinatorContext;
import io.barnabas.coordinator.runtime.CoordinatorRecord;
import io.barnabas.coordinator.runtime.RecordOrigin;
import io.barnabas.coordinator.runtime.StateMachine;
import io.barnabas.protocol.coordinator.LegacyOffsetCommitKey;
import io.barnabas.protocol.coordinator.LegacyOffsetCommitValue;
import io.barnabas.protocol.coordinator.OffsetCommitKey;
import io.barnabas.protocol.coordinator.OffsetCommitValue;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The state machine of one partition of {@code __consumer_offsets}. */
public final class GroupCoordinator implements StateMachine {
  private static final Logger log = LoggerFactory.getLogger(GroupCoordinator.class);

  private final Groups groups;
  private final Offsets offsets;
  private final ConsumerGroups consumer;

  /**
   * An empty coordinator.
   *
   * @param topics gives the newest catalog
   */
  public GroupCoordinator(
      CoordinatorContext context, Supplier<TopicCatalog> topics, GroupConfig config) {
    this.groups = new Groups(context.undoLog());
    this.offsets = new Offsets(context, groups, topics, config.offsets());
    PatternResolver patterns = new RegexResolver(context.timers());
    this.consumer = new ConsumerGroups(context, groups, topics, config.consumer(), patterns);
  }

  public Groups groups() {
    return groups;
  }

  public Offsets offsets() {
    return offsets;
  }

  public ConsumerGroups consumer() {
    return consumer;
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
        if (!consumer.replay(record, origin)) {
          log.debug("Skipped a record that nothing here reads: {}", record.key());
        }
      }
    }
  }

  @Override
  public void onLoaded() {
    consumer.onLoaded();
    offsets.onLoaded();
  }

  @Override
  public void onUnloaded() {
    consumer.onUnloaded();
    offsets.onUnloaded();
  }
}
