package io.barnabas.coordinator.group.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.coordinator.CoordinatorException;
import io.barnabas.coordinator.group.GroupConfig;
import io.barnabas.coordinator.group.GroupCoordinator;
import io.barnabas.coordinator.group.GroupMetrics;
import io.barnabas.coordinator.group.Requester;
import io.barnabas.coordinator.group.TopicCatalog.Topic;
import io.barnabas.coordinator.group.classic.ClassicConfig;
import io.barnabas.coordinator.group.offset.OffsetConfig;
import io.barnabas.coordinator.group.script.Stage;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.ConsumerGroupHeartbeatResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A coordinator, its topics and members, and what must be true of them at any time. */
final class SimulatedGroup {
  private static final Requester REQUESTER = new Requester("client", "/host", (short) 1);
  private static final GroupConfig CONFIG =
      new GroupConfig(
          ClassicConfig.DEFAULT,
          new OffsetConfig(8, 60_000, 10_000),
          ConsumerProtocol.with(UniformSettings.DEFAULTS));

  private final ChangingTopics topics = new ChangingTopics();
  private final Stage<GroupCoordinator> stage =
      new Stage<>(
          context -> new GroupCoordinator(context, topics, CONFIG, GroupMetrics.NONE),
          record -> {});
  private final Map<String, SimulatedMember> members = new TreeMap<>();
  private int highestEpoch;

  Stage<GroupCoordinator> stage() {
    return stage;
  }

  ChangingTopics topics() {
    return topics;
  }

  List<SimulatedMember> members() {
    return new ArrayList<>(members.values());
  }

  void add(SimulatedMember member) {
    members.put(member.memberId(), member);
  }

  /** It is gone, and says nothing any more. */
  void crash(SimulatedMember member) {
    members.remove(member.memberId());
  }

  /**
   * A member sends a heartbeat.
   *
   * @param lost whether its answer does not arrive
   */
  void heartbeat(SimulatedMember member, boolean lost) {
    if (member.isWaiting()) {
      return;
    }
    CompletionStage<ConsumerGroupHeartbeatResponse> answer =
        stage.runtime().ask(it -> it.consumer().heartbeat(member.request(), REQUESTER));
    answer.whenComplete(
        (response, failure) -> {
          if (lost) {
            member.failed(null);
          } else if (failure == null) {
            member.answered(response);
          } else {
            member.failed(refusal(failure));
          }
          if (member.isDead()) {
            members.remove(member.memberId());
          }
          check();
        });
  }

  void leave(SimulatedMember member, int farewell) {
    members.remove(member.memberId());
    stage.runtime().ask(it -> it.consumer().heartbeat(member.goodbye(farewell), REQUESTER));
  }

  private static CoordinatorException refusal(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof CoordinatorException refusal) {
      return refusal;
    }
    throw new AssertionError("a member was told a defect", failure);
  }

  @Nullable ConsumerGroup group() {
    return stage.runtime().machine().groups().find("g") instanceof ConsumerGroup group
        ? group
        : null;
  }

  /** No partition is read by two members that the coordinator knows and has not fenced. */
  void check() {
    ConsumerGroup group = group();
    Map<String, String> readers = new HashMap<>();
    for (SimulatedMember member : members.values()) {
      ConsumerMember known = group == null ? null : group.member(member.memberId());
      if (known == null || known.epoch() < member.epoch()) {
        continue;
      }
      member
          .owned()
          .topics()
          .forEach(
              (id, partitions) ->
                  partitions.forEach(
                      p ->
                          assertThat(readers.put(id + "-" + p, member.memberId()))
                              .as("another reader of %s-%s than %s", id, p, member.memberId())
                              .isNull()));
    }
  }

  /** An epoch never goes back, unless the group was empty for so long that it was forgotten. */
  void checkEpochs() {
    ConsumerGroup group = group();
    int epoch = group == null ? 0 : group.epoch().epoch();
    if (group != null) {
      assertThat(epoch).isGreaterThanOrEqualTo(highestEpoch);
      assertThat(group.targetEpoch().epoch()).isLessThanOrEqualTo(epoch);
    }
    highestEpoch = epoch;
  }

  /** Nothing fails any more, and all members are heard of again and again. */
  void settle() {
    stage.runtime().commitWrites();
    for (int round = 0; round < 200; round++) {
      stage.pass(500);
      members().forEach(member -> heartbeat(member, false));
    }
  }

  /** Every partition that anybody wants has one reader, who wants it. */
  void checkSettled() {
    if (members.isEmpty()) {
      return;
    }
    ConsumerGroup group = group();
    assertThat(group).isNotNull();
    assertThat(group.state()).isEqualTo(ConsumerGroupState.STABLE);
    for (Topic topic : topics.get().all()) {
      for (int partition = 0; partition < topic.partitionCount(); partition++) {
        checkReaders(topic, partition);
      }
    }
  }

  private void checkReaders(Topic topic, int partition) {
    List<SimulatedMember> readers =
        members.values().stream()
            .filter(member -> member.owned().contains(topic.id(), partition))
            .toList();
    boolean wanted =
        members.values().stream().anyMatch(member -> member.topics().contains(topic.name()));
    assertThat(readers).as("readers of %s-%s", topic.name(), partition).hasSize(wanted ? 1 : 0);
    readers.forEach(reader -> assertThat(reader.topics()).contains(topic.name()));
  }

  void failWrites() {
    stage.runtime().failWrites(ErrorCode.NOT_ENOUGH_REPLICAS);
  }
}
