package io.barnabas.coordinator.group.migration;

import io.barnabas.coordinator.CoordinatorException;
import io.barnabas.coordinator.group.Group;
import io.barnabas.coordinator.group.TopicCatalog;
import io.barnabas.coordinator.group.classic.ClassicGroup;
import io.barnabas.coordinator.group.classic.ClassicGroups;
import io.barnabas.coordinator.group.consumer.ConsumerGroup;
import io.barnabas.coordinator.group.consumer.ConsumerGroupSettings;
import io.barnabas.coordinator.group.consumer.ConsumerMember;
import io.barnabas.coordinator.group.consumer.Conversions;
import io.barnabas.coordinator.runtime.CoordinatorRecord;
import io.barnabas.environment.Clock;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.MalformedMessageException;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Converts groups while their members go on, as far as the migration policy lets it. */
public final class GroupConversions implements Conversions {
  private static final Logger log = LoggerFactory.getLogger(GroupConversions.class);

  private final Clock clock;
  private final ClassicGroups classic;
  private final Supplier<TopicCatalog> catalog;
  private final ConsumerGroupSettings settings;
  private final int maxClassicSize;

  /**
   * @param maxClassicSize how many members a classic group may have
   */
  public GroupConversions(
      Clock clock,
      ClassicGroups classic,
      Supplier<TopicCatalog> catalog,
      ConsumerGroupSettings settings,
      int maxClassicSize) {
    this.clock = clock;
    this.classic = classic;
    this.catalog = catalog;
    this.settings = settings;
    this.maxClassicSize = maxClassicSize;
  }

  @Override
  public List<CoordinatorRecord> toConsumer(Group group) {
    if (!settings.migrationPolicy().upgrades()) {
      throw refusal(group, "online upgrade is disabled");
    }
    if (!(group instanceof ClassicGroup former) || !former.usesConsumerProtocol()) {
      throw refusal(group, "its members do not use the consumer embedded protocol");
    }
    if (former.memberViews().size() > settings.maxSize()) {
      throw refusal(group, "it is larger than a consumer group may be");
    }
    try {
      return new Upgrade(former, catalog.get()).records();
    } catch (MalformedMessageException e) {
      throw refusal(group, "its members' embedded protocol is malformed: " + e.getMessage());
    } catch (CustomAssignorException e) {
      throw refusal(group, "a custom assignor is in use, which the coordinator can't replace");
    }
  }

  private static CoordinatorException refusal(Group group, String why) {
    String message =
        "Cannot upgrade classic group " + group.groupId() + " to consumer group: " + why + ".";
    log.info(message);
    return new CoordinatorException(ErrorCode.GROUP_ID_NOT_FOUND, message);
  }

  @Override
  public void becameConsumer(Group former) {
    log.info("Group {} has become a consumer group", former.groupId());
    if (former instanceof ClassicGroup group) {
      classic.becameConsumer(group);
    }
  }

  @Override
  public void remained(Group former) {
    if (former instanceof ClassicGroup group) {
      classic.remained(group);
    }
  }

  @Override
  public @Nullable List<CoordinatorRecord> toClassic(
      ConsumerGroup group, List<ConsumerMember> remaining) {
    if (!settings.migrationPolicy().downgrades() || remaining.size() > maxClassicSize) {
      return null;
    }
    try {
      return new Downgrade(group, remaining, catalog.get(), clock.wallMs()).records();
    } catch (MalformedMessageException e) {
      log.warn("Group {} stays a consumer group: {}", group.groupId(), e.getMessage());
      return null;
    }
  }

  @Override
  public void becameClassic(String groupId) {
    log.info("Group {} has become a classic group", groupId);
    classic.becameClassic(groupId);
  }
}
