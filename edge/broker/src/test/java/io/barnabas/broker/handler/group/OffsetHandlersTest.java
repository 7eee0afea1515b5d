package io.barnabas.broker.handler.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.barnabas.broker.simulated.SimulatedBroker;
import io.barnabas.broker.simulated.Topics;
import io.barnabas.broker.simulated.WireClient;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.DeleteGroupsRequest;
import io.barnabas.protocol.message.DeleteGroupsResponse;
import io.barnabas.protocol.message.DeleteGroupsResponse.DeletableGroupResult;
import io.barnabas.protocol.message.FindCoordinatorRequest;
import io.barnabas.protocol.message.ListGroupsRequest;
import io.barnabas.protocol.message.ListGroupsResponse;
import io.barnabas.protocol.message.ListGroupsResponse.ListedGroup;
import io.barnabas.protocol.message.OffsetCommitRequest;
import io.barnabas.protocol.message.OffsetCommitRequest.OffsetCommitRequestPartition;
import io.barnabas.protocol.message.OffsetCommitRequest.OffsetCommitRequestTopic;
import io.barnabas.protocol.message.OffsetCommitResponse;
import io.barnabas.protocol.message.OffsetDeleteRequest;
import io.barnabas.protocol.message.OffsetDeleteRequest.OffsetDeleteRequestPartition;
import io.barnabas.protocol.message.OffsetDeleteRequest.OffsetDeleteRequestTopic;
import io.barnabas.protocol.message.OffsetDeleteResponse;
import io.barnabas.protocol.message.OffsetFetchRequest;
import io.barnabas.protocol.message.OffsetFetchRequest.OffsetFetchRequestGroup;
import io.barnabas.protocol.message.OffsetFetchRequest.OffsetFetchRequestTopic;
import io.barnabas.protocol.message.OffsetFetchRequest.OffsetFetchRequestTopics;
import io.barnabas.protocol.message.OffsetFetchResponse;
import io.barnabas.protocol.primitive.Uuid;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Offsets over the wire, in every version that is served. */
class OffsetHandlersTest {
  private static final int FIRST_WITH_TOPIC_IDS = 10;
  private static final int FIRST_WITH_SEVERAL_GROUPS = 8;
  private static final long LOAD_MS = 1_000;

  private final SimulatedBroker broker = SimulatedBroker.started(2);
  private final WireClient client = broker.connect();
  private Uuid orders = Uuid.ZERO;

  static IntStream versions() {
    return IntStream.rangeClosed(1, OffsetCommitRequest.HIGHEST_VERSION);
  }

  @BeforeEach
  void coordinators() {
    orders = new Topics(client).create("orders", 2);
    client.ask(3, new FindCoordinatorRequest().key("g"));
    broker.runForMs(LOAD_MS);
  }

  private ErrorCode commit(int version, String group, int partition, long offset) {
    OffsetCommitRequestTopic topic =
        version >= FIRST_WITH_TOPIC_IDS
            ? new OffsetCommitRequestTopic().topicId(orders)
            : new OffsetCommitRequestTopic().name("orders");
    topic.partitions(
        List.of(
            new OffsetCommitRequestPartition()
                .partitionIndex(partition)
                .committedOffset(offset)
                .committedMetadata("note")));
    OffsetCommitResponse answer =
        client.ask(version, new OffsetCommitRequest().groupId(group).topics(List.of(topic)));
    return ErrorCode.forCode(answer.topics().getFirst().partitions().getFirst().errorCode());
  }

  private OffsetFetchResponse fetch(int version, String group, int partition) {
    if (version < FIRST_WITH_SEVERAL_GROUPS) {
      return client.ask(
          version,
          new OffsetFetchRequest()
              .groupId(group)
              .topics(
                  List.of(
                      new OffsetFetchRequestTopic()
                          .name("orders")
                          .partitionIndexes(List.of(partition)))));
    }
    OffsetFetchRequestTopics topic =
        new OffsetFetchRequestTopics().partitionIndexes(List.of(partition));
    if (version >= FIRST_WITH_TOPIC_IDS) {
      topic.topicId(orders);
    } else {
      topic.name("orders");
    }
    return client.ask(
        version,
        new OffsetFetchRequest()
            .groups(List.of(new OffsetFetchRequestGroup().groupId(group).topics(List.of(topic)))));
  }

  private long offset(int version, String group, int partition) {
    OffsetFetchResponse answer = fetch(version, group, partition);
    return version < FIRST_WITH_SEVERAL_GROUPS
        ? answer.topics().getFirst().partitions().getFirst().committedOffset()
        : answer.groups().getFirst().topics().getFirst().partitions().getFirst().committedOffset();
  }

  private List<String> groups() {
    ListGroupsResponse answer = client.ask(5, new ListGroupsRequest());
    assertThat(answer.errorCode()).isZero();
    return answer.groups().stream().map(ListedGroup::groupId).toList();
  }

  @ParameterizedTest
  @MethodSource("versions")
  void everyVersionCommitsAndFetches(int version) {
    assertThat(commit(version, "g", 1, 42)).isEqualTo(ErrorCode.NONE);

    assertThat(offset(version, "g", 1)).isEqualTo(42);
    assertThat(offset(version, "g", 0)).isEqualTo(-1);
    assertThat(offset(version, "other", 1)).isEqualTo(-1);
  }

  @ParameterizedTest
  @MethodSource("versions")
  void everyVersionIsToldOfAPartitionThatIsNotThere(int version) {
    assertThat(commit(version, "g", 2, 42)).isEqualTo(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
  }

  @Test
  void allTopicsAreFetchedWhenNoneIsNamed() {
    commit(9, "g", 0, 1);
    commit(9, "g", 1, 2);
    OffsetFetchResponse old = client.ask(2, new OffsetFetchRequest().groupId("g").topics(null));
    OffsetFetchResponse several =
        client.ask(
            10,
            new OffsetFetchRequest()
                .groups(
                    List.of(
                        new OffsetFetchRequestGroup().groupId("g").topics(null),
                        new OffsetFetchRequestGroup().groupId("none").topics(null))));

    assertThat(old.topics().getFirst().partitions()).hasSize(2);
    assertThat(several.groups()).extracting(group -> group.groupId()).containsExactly("g", "none");
    assertThat(several.groups().getFirst().topics().getFirst().topicId()).isEqualTo(orders);
    assertThat(several.groups().getLast().topics()).isEmpty();
  }

  @Test
  void offsetsAreThereAfterARestart() {
    for (int group = 0; group < 20; group++) {
      commit(9, "g" + group, 0, group);
    }
    broker.stop();
    broker.start();
    WireClient again = broker.connect();
    broker.runForMs(LOAD_MS);

    for (int group = 0; group < 20; group++) {
      OffsetFetchResponse answer =
          again.ask(2, new OffsetFetchRequest().groupId("g" + group).topics(null));
      assertThat(answer.topics().getFirst().partitions().getFirst().committedOffset())
          .isEqualTo(group);
    }
  }

  @Test
  void groupsOfAllCoordinatorsAreListed() {
    for (int group = 0; group < 20; group++) {
      commit(9, "g" + group, 0, 1);
    }

    for (int version = 0; version <= ListGroupsRequest.HIGHEST_VERSION; version++) {
      ListGroupsResponse answer = client.ask(version, new ListGroupsRequest());
      assertThat(answer.groups()).hasSize(20);
    }
    ListGroupsResponse none =
        client.ask(4, new ListGroupsRequest().statesFilter(List.of("Stable")));
    assertThat(none.groups()).isEmpty();
  }

  @Test
  void groupsAreDeletedEachForItself() {
    commit(9, "g", 0, 1);
    commit(9, "h", 0, 1);
    for (int version = 0; version <= DeleteGroupsRequest.HIGHEST_VERSION; version++) {
      commit(9, "g", 0, 1);
      DeleteGroupsResponse answer =
          client.ask(version, new DeleteGroupsRequest().groupsNames(List.of("g", "none", "g")));

      assertThat(answer.results())
          .extracting(
              DeletableGroupResult::groupId, result -> ErrorCode.forCode(result.errorCode()))
          .containsExactly(tuple("g", ErrorCode.NONE), tuple("none", ErrorCode.GROUP_ID_NOT_FOUND));
      assertThat(groups()).containsExactly("h");
    }
  }

  @Test
  void offsetsAreDeletedOneByOne() {
    commit(9, "g", 0, 1);
    commit(9, "g", 1, 1);
    OffsetDeleteResponse deleted = client.ask(0, deletion("g"));
    OffsetDeleteResponse unknown = client.ask(0, deletion("none"));

    assertThat(deleted.topics().getFirst().partitions().getFirst().errorCode()).isZero();
    assertThat(offset(9, "g", 0)).isEqualTo(-1);
    assertThat(offset(9, "g", 1)).isEqualTo(1);
    assertThat(unknown.errorCode()).isEqualTo(ErrorCode.GROUP_ID_NOT_FOUND.code());
  }

  private static OffsetDeleteRequest deletion(String group) {
    return new OffsetDeleteRequest()
        .groupId(group)
        .topics(
            List.of(
                new OffsetDeleteRequestTopic()
                    .name("orders")
                    .partitions(List.of(new OffsetDeleteRequestPartition().partitionIndex(0)))));
  }

  @Test
  void aDeletedTopicTakesItsOffsetsAlong() {
    commit(9, "g", 0, 1);
    new Topics(client).delete("orders");
    broker.runForMs(LOAD_MS);

    assertThat(groups()).isEmpty();
  }
}
