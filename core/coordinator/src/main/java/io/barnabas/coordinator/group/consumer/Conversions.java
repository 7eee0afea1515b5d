package io.barnabas.coordinator.group.consumer;

import io.barnabas.coordinator.CoordinatorException;
import io.barnabas.coordinator.group.Group;
import io.barnabas.coordinator.runtime.CoordinatorRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How groups with members change their protocol. To be used on the coordinator's shard. */
public interface Conversions {
  /**
   * What turns a group of another protocol into a consumer group.
   *
   * @throws CoordinatorException GROUP_ID_NOT_FOUND when that must not be
   */
  List<CoordinatorRecord> toConsumer(Group group);

  /** A group was turned into a consumer group: what waits for an answer of the former one ends. */
  void becameConsumer(Group former);

  /** That could not be written: the former group goes on. */
  void remained(Group former);

  /**
   * What turns a consumer group into a classic group, once these members, who all speak the classic
   * protocol, are the only ones.
   *
   * @return null when that must not be
   */
  @Nullable List<CoordinatorRecord> toClassic(ConsumerGroup group, List<ConsumerMember> remaining);

  /** A consumer group was turned into a classic group, whose members are to join again. */
  void becameClassic(String groupId);
}
