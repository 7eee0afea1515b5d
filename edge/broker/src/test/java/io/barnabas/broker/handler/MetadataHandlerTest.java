package io.barnabas.broker.handler;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.metadata.image.ConfigResource;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.MetadataRequest;
import io.barnabas.protocol.message.MetadataRequest.MetadataRequestTopic;
import io.barnabas.protocol.message.MetadataResponse;
import io.barnabas.protocol.message.MetadataResponse.MetadataResponseBroker;
import io.barnabas.protocol.message.MetadataResponse.MetadataResponsePartition;
import io.barnabas.protocol.message.MetadataResponse.MetadataResponseTopic;
import io.barnabas.protocol.primitive.Uuid;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MetadataHandlerTest {
  private static final int LATEST = 13;

  private final TestBroker broker = new TestBroker(Map.of("num.partitions", "3"));
  private final TestClient client = broker.connect();

  static IntStream versions() {
    return IntStream.rangeClosed(0, LATEST);
  }

  private static MetadataRequest byName(String... names) {
    return new MetadataRequest()
        .topics(Arrays.stream(names).map(n -> new MetadataRequestTopic().name(n)).toList());
  }

  private static MetadataRequest byId(Uuid id) {
    return new MetadataRequest().topics(List.of(new MetadataRequestTopic().name(null).topicId(id)));
  }

  private MetadataResponseTopic only(int version, MetadataRequest request) {
    MetadataResponse answer = client.ask(version, request);
    assertThat(answer.topics()).hasSize(1);
    return answer.topics().getFirst();
  }

  private static ErrorCode error(MetadataResponseTopic topic) {
    return ErrorCode.forCode(topic.errorCode());
  }

  @ParameterizedTest
  @MethodSource("versions")
  void everyVersionTellsBrokersAndLeaders(int version) {
    client.createTopic("orders", 2);

    MetadataResponse answer = client.ask(version, byName("orders"));

    assertThat(answer.brokers())
        .extracting(MetadataResponseBroker::host)
        .containsExactly("localhost");
    MetadataResponseTopic topic = answer.topics().getFirst();
    assertThat(error(topic)).isEqualTo(ErrorCode.NONE);
    assertThat(topic.partitions())
        .extracting(MetadataResponsePartition::leaderId)
        .containsExactly(TestBroker.ID, TestBroker.ID);
    assertThat(answer.controllerId()).isEqualTo(version >= 1 ? TestBroker.ID : -1);
    assertThat(answer.clusterId()).isEqualTo(version >= 2 ? TestBroker.CLUSTER_ID : null);
  }

  @Test
  void anEmptyListMeansAllTopicsInVersion0AndNoneAfterIt() {
    client.createTopic("a", 1);
    client.createTopic("b", 1);

    MetadataResponse oldest = client.ask(0, byName());
    MetadataResponse later = client.ask(1, byName());
    MetadataResponse all = client.ask(1, new MetadataRequest().topics(null));

    assertThat(oldest.topics()).hasSize(2);
    assertThat(later.topics()).isEmpty();
    assertThat(all.topics())
        .extracting(MetadataResponseTopic::name)
        .containsExactlyInAnyOrder("a", "b");
  }

  @ParameterizedTest
  @MethodSource("versions")
  void aMissingTopicIsMadeAndToldInTheSameAnswer(int version) {
    MetadataResponseTopic made = only(version, byName("fresh"));

    assertThat(error(made)).isEqualTo(ErrorCode.NONE);
    assertThat(made.partitions()).hasSize(3);
    assertThat(broker.image().topics().find("fresh")).isNotNull();
  }

  @Test
  void aTopicNamedTwiceIsMadeAndToldOnce() {
    MetadataResponse answer = client.ask(LATEST, byName("twice", "twice"));

    assertThat(answer.topics())
        .extracting(MetadataHandlerTest::error)
        .containsExactly(ErrorCode.NONE);
  }

  @Test
  void nothingIsMadeWhenTheClientForbidsIt() {
    MetadataResponseTopic answer = only(4, byName("fresh").allowAutoTopicCreation(false));

    assertThat(error(answer)).isEqualTo(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
    assertThat(broker.image().topics().find("fresh")).isNull();
  }

  @Test
  void nothingIsMadeWhenTheBrokerForbidsIt() {
    TestBroker strict = new TestBroker(Map.of("auto.create.topics.enable", "false"));

    MetadataResponse answer = strict.connect().ask(LATEST, byName("fresh"));

    assertThat(error(answer.topics().getFirst())).isEqualTo(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
    assertThat(strict.image().topics().size()).isZero();
  }

  @Test
  void theOffsetsTopicIsMadeAsItsCoordinatorsNeedIt() {
    MetadataResponseTopic answer = only(LATEST, byName("__consumer_offsets"));

    assertThat(error(answer)).isEqualTo(ErrorCode.NONE);
    assertThat(answer.isInternal()).isTrue();
    assertThat(answer.partitions()).hasSize(50);
    assertThat(broker.image().configs(ConfigResource.ofTopic("__consumer_offsets")))
        .containsEntry("cleanup.policy", "compact");
  }

  @Test
  void topicsOfCoordinatorsThatAreNotServedAreNotMade() {
    MetadataResponseTopic answer = only(LATEST, byName("__transaction_state"));

    assertThat(error(answer)).isEqualTo(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
    assertThat(answer.isInternal()).isTrue();
  }

  @Test
  void aNameThatNoTopicMayHaveIsRefused() {
    for (String name : List.of("", ".", "..", "a b", "ä", "x".repeat(250))) {
      assertThat(error(only(LATEST, byName(name))))
          .as(name)
          .isEqualTo(ErrorCode.INVALID_TOPIC_EXCEPTION);
    }
  }

  @Test
  void aTopicThatCollidesWithAnotherIsRefusedByTheController() {
    client.createTopic("a.b", 1);

    assertThat(error(only(LATEST, byName("a_b")))).isEqualTo(ErrorCode.INVALID_TOPIC_EXCEPTION);
  }

  @Test
  void theControllersFailureIsNotAnswerless() {
    broker.stopController();

    assertThat(error(only(LATEST, byName("fresh"))))
        .isEqualTo(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
  }

  @Test
  void topicsAreFoundByIdFromVersion12On() {
    client.createTopic("orders", 1);
    Uuid id = broker.image().topics().find("orders").id();

    assertThat(only(12, byId(id)).name()).isEqualTo("orders");
    assertThat(error(only(11, byId(id)))).isEqualTo(ErrorCode.INVALID_REQUEST);
  }

  @Test
  void anUnknownIdIsAnsweredWithoutAName() {
    MetadataResponseTopic answer = only(LATEST, byId(new Uuid(4, 2)));

    assertThat(error(answer)).isEqualTo(ErrorCode.UNKNOWN_TOPIC_ID);
    assertThat(answer.name()).isNull();
    assertThat(answer.topicId()).isEqualTo(new Uuid(4, 2));
  }

  @Test
  void neitherNameNorIdIsRefused() {
    assertThat(error(only(LATEST, byId(Uuid.ZERO)))).isEqualTo(ErrorCode.INVALID_REQUEST);
  }

  @Test
  void authorizedOperationsAreToldWhereAskedFor() {
    client.createTopic("orders", 1);
    MetadataRequest request =
        byName("orders")
            .includeClusterAuthorizedOperations(true)
            .includeTopicAuthorizedOperations(true);

    MetadataResponse asked = client.ask(8, request);
    MetadataResponse notAsked = client.ask(8, byName("orders"));

    assertThat(asked.clusterAuthorizedOperations()).isEqualTo(8096);
    assertThat(asked.topics().getFirst().topicAuthorizedOperations()).isEqualTo(3576);
    assertThat(notAsked.clusterAuthorizedOperations()).isEqualTo(Integer.MIN_VALUE);
    assertThat(notAsked.topics().getFirst().topicAuthorizedOperations())
        .isEqualTo(Integer.MIN_VALUE);
  }

  @Test
  void aPartitionWithoutALeaderSaysSo() {
    client.createTopic("orders", 1);
    broker.fence(TestBroker.ID);

    MetadataResponse answer = client.ask(LATEST, byName("orders"));

    MetadataResponsePartition partition = answer.topics().getFirst().partitions().getFirst();
    assertThat(answer.brokers()).isEmpty();
    assertThat(answer.controllerId()).isEqualTo(-1);
    assertThat(partition.leaderId()).isEqualTo(-1);
    assertThat(partition.errorCode()).isEqualTo(ErrorCode.LEADER_NOT_AVAILABLE.code());
    assertThat(partition.offlineReplicas()).containsExactly(TestBroker.ID);
  }

  @Test
  void brokersWithoutTheClientsListenerAreNotTold() {
    client.createTopic("orders", 1);
    broker.register(TestBroker.ID, "localhost", List.of("INSIDE"));

    MetadataResponse outside = client.ask(LATEST, byName("orders"));
    MetadataResponse older = client.ask(5, byName("orders"));
    MetadataResponse inside = broker.connect(9093).ask(LATEST, byName("orders"));

    assertThat(outside.brokers()).isEmpty();
    assertThat(leaderError(outside)).isEqualTo(ErrorCode.LISTENER_NOT_FOUND);
    assertThat(leaderError(older)).isEqualTo(ErrorCode.LEADER_NOT_AVAILABLE);
    assertThat(leaderError(inside)).isEqualTo(ErrorCode.NONE);
  }

  private static ErrorCode leaderError(MetadataResponse answer) {
    return ErrorCode.forCode(answer.topics().getFirst().partitions().getFirst().errorCode());
  }
}
