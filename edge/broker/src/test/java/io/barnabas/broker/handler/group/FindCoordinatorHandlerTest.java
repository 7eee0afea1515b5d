package io.barnabas.broker.handler.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.broker.simulated.SimulatedBroker;
import io.barnabas.broker.simulated.Topics;
import io.barnabas.broker.simulated.WireClient;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.DescribeConfigsRequest;
import io.barnabas.protocol.message.DescribeConfigsRequest.DescribeConfigsResource;
import io.barnabas.protocol.message.DescribeConfigsResponse;
import io.barnabas.protocol.message.FindCoordinatorRequest;
import io.barnabas.protocol.message.FindCoordinatorResponse;
import io.barnabas.protocol.message.FindCoordinatorResponse.Coordinator;
import io.barnabas.protocol.message.MetadataRequest;
import io.barnabas.protocol.message.MetadataRequest.MetadataRequestTopic;
import io.barnabas.protocol.message.MetadataResponse;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FindCoordinatorHandlerTest {
  private static final String OFFSETS = "__consumer_offsets";
  private static final byte GROUP = 0;
  private static final short LATEST = FindCoordinatorRequest.HIGHEST_VERSION;

  private final SimulatedBroker broker = SimulatedBroker.started(2);
  private final WireClient client = broker.connect();

  private List<Coordinator> find(int keyType, String... keys) {
    FindCoordinatorResponse answer =
        client.ask(
            LATEST,
            new FindCoordinatorRequest().keyType((byte) keyType).coordinatorKeys(List.of(keys)));
    return answer.coordinators();
  }

  private MetadataResponse metadata() {
    return client.ask(
        12,
        new MetadataRequest()
            .allowAutoTopicCreation(false)
            .topics(List.of(new MetadataRequestTopic().name(OFFSETS))));
  }

  private static ErrorCode error(Coordinator coordinator) {
    return ErrorCode.forCode(coordinator.errorCode());
  }

  @Test
  void everyVersionIsToldWhereTheCoordinatorIs() {
    for (short version = 0; version < 4; version++) {
      FindCoordinatorResponse answer =
          client.ask(version, new FindCoordinatorRequest().key("a group"));
      assertThat(answer.errorCode()).isZero();
      assertThat(answer.nodeId()).isEqualTo(1);
      assertThat(answer.host()).isEqualTo("127.0.0.1");
      assertThat(answer.port()).isEqualTo(SimulatedBroker.PORT);
    }
    for (short version = 4; version <= LATEST; version++) {
      FindCoordinatorResponse answer =
          client.ask(
              version, new FindCoordinatorRequest().coordinatorKeys(List.of("one", "two", "")));
      assertThat(answer.coordinators())
          .extracting(Coordinator::key)
          .containsExactly("one", "two", "");
      assertThat(answer.coordinators())
          .allSatisfy(found -> assertThat(error(found)).isEqualTo(ErrorCode.NONE))
          .allSatisfy(found -> assertThat(found.port()).isEqualTo(SimulatedBroker.PORT));
    }
  }

  @Test
  void theFirstWhoAsksHasTheTopicMade() {
    assertThat(metadata().topics().getFirst().errorCode())
        .isEqualTo(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION.code());

    find(GROUP, "a group");

    assertThat(metadata().topics().getFirst().partitions()).hasSize(50);
    assertThat(config("cleanup.policy")).isEqualTo("compact");
    assertThat(config("compression.type")).isEqualTo("producer");
    assertThat(config("segment.bytes")).isEqualTo("104857600");
  }

  private String config(String name) {
    DescribeConfigsResponse answer =
        client.ask(
            4,
            new DescribeConfigsRequest()
                .resources(
                    List.of(
                        new DescribeConfigsResource()
                            .resourceType((byte) 2)
                            .resourceName(OFFSETS)
                            .configurationKeys(List.of(name)))));
    return answer.results().getFirst().configs().getFirst().value();
  }

  @Test
  void theTopicIsMadeAsTheBrokerIsConfigured() {
    broker.stop();
    broker.set("offsets.topic.num.partitions", "7").set("offsets.topic.segment.bytes", "1048576");
    broker.start();
    WireClient again = broker.connect();

    again.ask(LATEST, new FindCoordinatorRequest().coordinatorKeys(List.of("a group")));

    MetadataResponse answer = again.ask(12, new MetadataRequest().topics(null));
    assertThat(answer.topics().getFirst().name()).isEqualTo(OFFSETS);
    assertThat(answer.topics().getFirst().partitions()).hasSize(7);
  }

  @Test
  void askersWhoComeTogetherAreAllAnswered() {
    List<WireClient> clients = Stream.generate(broker::connect).limit(9).toList();
    FindCoordinatorRequest request = new FindCoordinatorRequest().coordinatorKeys(List.of("g"));
    clients.forEach(each -> each.send(LATEST, request));

    for (WireClient each : clients) {
      FindCoordinatorResponse answer = each.receive(LATEST, request);
      assertThat(error(answer.coordinators().getFirst())).isEqualTo(ErrorCode.NONE);
    }
  }

  @Test
  void whatIsNotServedIsRefusedAndMakesNoTopic() {
    assertThat(error(find(1, "a transaction").getFirst())).isEqualTo(ErrorCode.UNSUPPORTED_VERSION);
    assertThat(error(find(2, "group:topic:0").getFirst())).isEqualTo(ErrorCode.UNSUPPORTED_VERSION);
    assertThat(error(find(77, "what").getFirst())).isEqualTo(ErrorCode.INVALID_REQUEST);
    assertThat(find(77, "what").getFirst().nodeId()).isEqualTo(-1);
    assertThat(metadata().topics().getFirst().errorCode())
        .isEqualTo(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION.code());
  }

  @Test
  void clientsMayNotWriteIntoTheTopic() {
    find(GROUP, "a group");

    var answer = new Topics(client).produce(OFFSETS, 0, Topics.batch(10));

    assertThat(Topics.error(answer)).isEqualTo(ErrorCode.INVALID_TOPIC_EXCEPTION);
  }
}
