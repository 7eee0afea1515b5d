package io.barnabas.broker.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.broker.simulated.SimulatedBroker;
import io.barnabas.broker.simulated.Topics;
import io.barnabas.broker.simulated.WireClient;
import io.barnabas.environment.simulated.FaultPlan;
import io.barnabas.environment.simulated.FaultPlan.Fault;
import io.barnabas.environment.simulated.FaultPlan.Kind;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.FindCoordinatorRequest;
import io.barnabas.protocol.message.JoinGroupRequest;
import io.barnabas.protocol.message.JoinGroupRequest.JoinGroupRequestProtocol;
import io.barnabas.protocol.message.JoinGroupResponse;
import io.barnabas.protocol.message.ListGroupsRequest;
import io.barnabas.protocol.message.ListGroupsResponse;
import io.barnabas.protocol.message.ListGroupsResponse.ListedGroup;
import io.barnabas.protocol.message.OffsetCommitRequest;
import io.barnabas.protocol.message.OffsetCommitRequest.OffsetCommitRequestPartition;
import io.barnabas.protocol.message.OffsetCommitRequest.OffsetCommitRequestTopic;
import io.barnabas.protocol.message.OffsetCommitResponse;
import io.barnabas.protocol.message.OffsetFetchRequest;
import io.barnabas.protocol.message.OffsetFetchRequest.OffsetFetchRequestGroup;
import io.barnabas.protocol.message.OffsetFetchResponse;
import io.barnabas.protocol.message.OffsetFetchResponse.OffsetFetchResponseGroup;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Coordinators of groups in a whole broker, from the wire to the disk and back. */
class GroupLifeTest {
  /** The last version in which a member joins without asking for an id first. */
  private static final int JOIN_VERSION = 3;

  private static final int COMMIT_VERSION = 8;
  private static final int FETCH_VERSION = 8;
  private static final int LIST_VERSION = 5;

  private final SimulatedBroker broker = SimulatedBroker.started(3);
  private WireClient client = broker.connect();

  private void find(String group) {
    client.ask(4, new FindCoordinatorRequest().coordinatorKeys(List.of(group)));
  }

  private ErrorCode commit(String group, long offset) {
    OffsetCommitRequest request =
        new OffsetCommitRequest()
            .groupId(group)
            .topics(
                List.of(
                    new OffsetCommitRequestTopic()
                        .name("orders")
                        .partitions(
                            List.of(new OffsetCommitRequestPartition().committedOffset(offset)))));
    OffsetCommitResponse answer = client.ask(COMMIT_VERSION, request);
    return ErrorCode.forCode(answer.topics().getFirst().partitions().getFirst().errorCode());
  }

  private OffsetFetchResponseGroup fetch(String group) {
    OffsetFetchRequest request =
        new OffsetFetchRequest()
            .groups(List.of(new OffsetFetchRequestGroup().groupId(group).topics(null)));
    OffsetFetchResponse answer = client.ask(FETCH_VERSION, request);
    return answer.groups().getFirst();
  }

  private long committed(String group) {
    OffsetFetchResponseGroup answer = fetch(group);
    assertThat(ErrorCode.forCode(answer.errorCode())).isEqualTo(ErrorCode.NONE);
    return answer.topics().getFirst().partitions().getFirst().committedOffset();
  }

  private List<String> listed() {
    ListGroupsResponse answer = client.ask(LIST_VERSION, new ListGroupsRequest());
    assertThat(ErrorCode.forCode(answer.errorCode())).isEqualTo(ErrorCode.NONE);
    return answer.groups().stream().map(ListedGroup::groupId).sorted().toList();
  }

  private void begin() {
    new Topics(client).create("orders", 1);
    find("g1");
    broker.runForMs(2_000);
  }

  private void restart(boolean inOrder) {
    if (inOrder) {
      broker.stop();
    } else {
      broker.crash();
    }
    broker.start();
    broker.runForMs(2_000);
    client = broker.connect();
  }

  @Test
  void committedOffsetsSurviveARestart() {
    begin();
    for (int group = 0; group < 20; group++) {
      assertThat(commit("g" + group, group)).isEqualTo(ErrorCode.NONE);
      assertThat(commit("g" + group, group + 1_000)).isEqualTo(ErrorCode.NONE);
    }

    restart(true);

    for (int group = 0; group < 20; group++) {
      assertThat(committed("g" + group)).isEqualTo(group + 1_000);
    }
    assertThat(listed()).hasSize(20);
  }

  @Test
  void afterACrashTheCoordinatorsKnowWhatTheLogStillSays() {
    begin();
    for (int offset = 1; offset <= 50; offset++) {
      assertThat(commit("g1", offset)).isEqualTo(ErrorCode.NONE);
    }

    restart(false);

    OffsetFetchResponseGroup answer = fetch("g1");
    assertThat(answer.errorCode()).isZero();
    assertThat(commit("g1", 77)).isEqualTo(ErrorCode.NONE);
    assertThat(committed("g1")).isEqualTo(77);
  }

  @Test
  void aDiskThatFailsCostsTheCommitAndNothingElse() {
    begin();
    assertThat(commit("g1", 5)).isEqualTo(ErrorCode.NONE);

    broker
        .volume()
        .setFaults(
            operation ->
                operation.kind() == Kind.WRITE && operation.path().toString().endsWith(".journal")
                    ? Fault.FAIL
                    : Fault.NONE);
    assertThat(commit("g1", 6)).isEqualTo(ErrorCode.COORDINATOR_NOT_AVAILABLE);
    assertThat(commit("g1", 7)).isEqualTo(ErrorCode.COORDINATOR_NOT_AVAILABLE);
    assertThat(committed("g1")).isEqualTo(5);

    broker.volume().setFaults(FaultPlan.NONE);
    broker.runForMs(40_000);
    assertThat(commit("g1", 8)).isEqualTo(ErrorCode.NONE);
    restart(true);
    assertThat(committed("g1")).isEqualTo(8);
  }

  @Test
  void aMemberThatWaitsForItsGroupIsAnsweredWhenTheBrokerStops() {
    begin();
    JoinGroupRequest join =
        new JoinGroupRequest()
            .groupId("g1")
            .protocolType("consumer")
            .sessionTimeoutMs(10_000)
            .rebalanceTimeoutMs(10_000)
            .protocols(
                List.of(
                    new JoinGroupRequestProtocol().name("range").metadata(ByteBuffer.allocate(0))));
    client.send(JOIN_VERSION, join);
    broker.runForMs(500);

    broker.stop();

    JoinGroupResponse answer = client.receive(JOIN_VERSION, join);
    assertThat(ErrorCode.forCode(answer.errorCode())).isEqualTo(ErrorCode.NOT_COORDINATOR);
  }

  @Test
  void withoutTheTopicNobodyIsCoordinated() {
    assertThat(commit("g1", 5)).isEqualTo(ErrorCode.NOT_COORDINATOR);
    assertThat(ErrorCode.forCode(fetch("g1").errorCode())).isEqualTo(ErrorCode.NOT_COORDINATOR);
    assertThat(listed()).isEmpty();
  }

  @Test
  void aTopicThatIsDeletedAndMadeAgainBeginsWithNothing() {
    begin();
    assertThat(commit("g1", 5)).isEqualTo(ErrorCode.NONE);

    new Topics(client).delete("__consumer_offsets");
    assertThat(commit("g1", 6)).isEqualTo(ErrorCode.NOT_COORDINATOR);
    find("g1");
    broker.runForMs(2_000);

    assertThat(fetch("g1").topics()).isEmpty();
    assertThat(commit("g1", 7)).isEqualTo(ErrorCode.NONE);
    assertThat(committed("g1")).isEqualTo(7);
  }

  @Test
  void offsetsOfADeletedTopicGoWithIt() {
    begin();
    assertThat(commit("g1", 5)).isEqualTo(ErrorCode.NONE);

    new Topics(client).delete("orders");
    broker.runForMs(2_000);

    assertThat(fetch("g1").topics()).isEmpty();
  }

  @Test
  void aGroupIsPlacedAsKafkaPlacesIt() {
    begin();
    // The text whose hash has no absolute value goes to the first partition.
    assertThat("polygenelubricants".hashCode()).isEqualTo(Integer.MIN_VALUE);
    assertThat(commit("polygenelubricants", 5)).isEqualTo(ErrorCode.NONE);

    broker.stop();
    assertThat(sizeOfLog(0)).isPositive();
    assertThat(sizeOfLog(1)).isZero();
  }

  private long sizeOfLog(int partition) {
    try {
      return broker
          .volume()
          .readFully(
              SimulatedBroker.LOG_DIR.resolve(
                  "__consumer_offsets-" + partition + "/00000000000000000000.log"))
          .remaining();
    } catch (IOException e) {
      return 0;
    }
  }
}
