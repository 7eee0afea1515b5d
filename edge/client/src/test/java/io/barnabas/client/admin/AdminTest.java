package io.barnabas.client.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnabas.client.Cluster;
import io.barnabas.client.FakeBroker;
import io.barnabas.client.FakeTopic;
import io.barnabas.client.ServerErrorException;
import io.barnabas.protocol.ApiKey;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.CreateTopicsRequest;
import io.barnabas.protocol.message.CreateTopicsResponse;
import io.barnabas.protocol.message.DescribeConfigsRequest;
import io.barnabas.protocol.message.DescribeConfigsResponse;
import io.barnabas.protocol.message.IncrementalAlterConfigsRequest;
import io.barnabas.protocol.message.IncrementalAlterConfigsResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AdminTest {
  private FakeBroker broker;
  private Cluster cluster;

  @BeforeEach
  void start() throws IOException {
    broker = new FakeBroker();
    new FakeTopic(broker, "t", 1).metadata();
    cluster = broker.cluster();
  }

  @AfterEach
  void stop() throws IOException {
    cluster.close();
    broker.close();
  }

  @Test
  void a_topic_is_created_with_its_assignment_and_configs() {
    broker.on(ApiKey.CREATE_TOPICS, _ -> new CreateTopicsResponse());
    new TopicAdmin(cluster)
        .create(
            new NewTopic(
                "x", -1, (short) -1, List.of(List.of(1, 2), List.of(2, 1)), Map.of("a", "b")));
    var sent = broker.received(CreateTopicsRequest.class).getFirst().topics().getFirst();
    assertThat(sent.assignments().get(1).partitionIndex()).isEqualTo(1);
    assertThat(sent.assignments().get(1).brokerIds()).containsExactly(2, 1);
    assertThat(sent.configs().getFirst().name()).isEqualTo("a");
    assertThat(sent.configs().getFirst().value()).isEqualTo("b");
  }

  @Test
  void a_refusal_carries_the_brokers_code_and_words() {
    broker.on(
        ApiKey.CREATE_TOPICS,
        _ ->
            new CreateTopicsResponse()
                .topics(
                    List.of(
                        new CreateTopicsResponse.CreatableTopicResult()
                            .name("x")
                            .errorCode(ErrorCode.TOPIC_ALREADY_EXISTS.code())
                            .errorMessage("Topic 'x' already exists."))));
    assertThatThrownBy(() -> new TopicAdmin(cluster).create(NewTopic.of("x", 1, 1)))
        .isInstanceOf(ServerErrorException.class)
        .hasMessage("Topic 'x' already exists.")
        .extracting(e -> ((ServerErrorException) e).code())
        .isEqualTo(ErrorCode.TOPIC_ALREADY_EXISTS);
  }

  @Test
  void configs_come_with_source_and_synonyms() {
    broker.on(ApiKey.DESCRIBE_CONFIGS, _ -> oneConfig());
    List<ConfigEntry> configs = new ConfigAdmin(cluster).describe(ConfigResource.topic("t"));
    assertThat(configs)
        .containsExactly(
            new ConfigEntry(
                "retention.ms",
                "1",
                ConfigSource.DYNAMIC_TOPIC_CONFIG,
                false,
                false,
                List.of(
                    new ConfigEntry.Synonym(
                        ConfigSource.DEFAULT_CONFIG, "log.retention.hours", "168"))));
    assertThat(broker.received(DescribeConfigsRequest.class).getFirst().includeSynonyms()).isTrue();
  }

  private static DescribeConfigsResponse oneConfig() {
    return new DescribeConfigsResponse()
        .results(
            List.of(
                new DescribeConfigsResponse.DescribeConfigsResult()
                    .resourceType((byte) 2)
                    .resourceName("t")
                    .configs(
                        List.of(
                            new DescribeConfigsResponse.DescribeConfigsResourceResult()
                                .name("retention.ms")
                                .value("1")
                                .configSource((byte) 1)
                                .synonyms(
                                    List.of(
                                        new DescribeConfigsResponse.DescribeConfigsSynonym()
                                            .name("log.retention.hours")
                                            .value("168")
                                            .source((byte) 5)))))));
  }

  @Test
  void changes_carry_kafkas_operation_numbers() {
    broker.on(ApiKey.INCREMENTAL_ALTER_CONFIGS, _ -> new IncrementalAlterConfigsResponse());
    new ConfigAdmin(cluster)
        .alter(
            ConfigResource.topic("t"),
            List.of(ConfigChange.set("a", "1"), ConfigChange.delete("b")));
    var changes =
        broker
            .received(IncrementalAlterConfigsRequest.class)
            .getFirst()
            .resources()
            .getFirst()
            .configs();
    assertThat(changes).extracting(change -> (int) change.configOperation()).containsExactly(0, 1);
  }
}
