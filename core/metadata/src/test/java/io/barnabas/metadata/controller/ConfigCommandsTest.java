package io.barnabas.metadata.controller;

import static io.barnabas.metadata.controller.ControllerFixture.topic;
import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.metadata.image.ConfigResource;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.AlterConfigsRequest;
import io.barnabas.protocol.message.AlterConfigsResponse;
import io.barnabas.protocol.message.IncrementalAlterConfigsRequest;
import io.barnabas.protocol.message.IncrementalAlterConfigsRequest.AlterConfigsResource;
import io.barnabas.protocol.message.IncrementalAlterConfigsRequest.AlterableConfig;
import io.barnabas.protocol.message.IncrementalAlterConfigsResponse.AlterConfigsResourceResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConfigCommandsTest {
  private static final byte TOPIC = 2;
  private static final byte BROKER = 4;
  private static final byte SET = 0;
  private static final byte DELETE = 1;
  private static final byte APPEND = 2;
  private static final byte SUBTRACT = 3;

  private final ControllerFixture fixture = new ControllerFixture();

  @BeforeEach
  void createTopic() {
    fixture.registerBrokers(1);
    fixture.create(topic("t", Map.of("retention.ms", "5", "segment.ms", "6")));
  }

  private Map<String, String> configs(ConfigResource resource) {
    return fixture.controller.image().configs(resource);
  }

  private Map<String, String> topicConfigs() {
    return configs(ConfigResource.ofTopic("t"));
  }

  private static AlterableConfig change(int operation, String name, String value) {
    return new AlterableConfig().configOperation((byte) operation).name(name).value(value);
  }

  private AlterConfigsResourceResponse alter(
      byte type, String resource, AlterableConfig... changes) {
    return fixture
        .run(
            new Command.IncrementalAlterConfigs(
                new IncrementalAlterConfigsRequest()
                    .resources(
                        List.of(
                            new AlterConfigsResource()
                                .resourceType(type)
                                .resourceName(resource)
                                .configs(List.of(changes))))))
        .responses()
        .getFirst();
  }

  private void assertRefused(AlterConfigsResourceResponse response, ErrorCode code, String text) {
    assertThat(ErrorCode.forCode(response.errorCode())).isEqualTo(code);
    assertThat(response.errorMessage()).isEqualTo(text);
    assertThat(topicConfigs()).isEqualTo(Map.of("retention.ms", "5", "segment.ms", "6"));
  }

  @Test
  void singleConfigsAreSetAndTakenAway() {
    assertThat(
            alter(
                    TOPIC,
                    "t",
                    change(SET, "retention.ms", "7"),
                    change(DELETE, "segment.ms", null),
                    change(DELETE, "flush.ms", null))
                .errorCode())
        .isZero();
    assertThat(topicConfigs()).isEqualTo(Map.of("retention.ms", "7"));
  }

  @Test
  void listsGrowAndShrinkFromTheirDefault() {
    alter(TOPIC, "t", change(APPEND, "cleanup.policy", "compact"));
    assertThat(topicConfigs()).containsEntry("cleanup.policy", "delete,compact");
    alter(TOPIC, "t", change(APPEND, "cleanup.policy", "compact"));
    assertThat(topicConfigs()).containsEntry("cleanup.policy", "delete,compact");
    alter(TOPIC, "t", change(SUBTRACT, "cleanup.policy", "delete"));
    assertThat(topicConfigs()).containsEntry("cleanup.policy", "compact");
  }

  @Test
  void whatCantBeDoneIsRefusedAsAWhole() {
    assertRefused(
        alter(TOPIC, "t", change(SET, "retention.ms", "7"), change(SET, "segment.ms", "0")),
        ErrorCode.INVALID_CONFIG,
        "Invalid value 0 for configuration segment.ms: Value must be at least 1");
    assertRefused(
        alter(TOPIC, "t", change(APPEND, "retention.ms", "7")),
        ErrorCode.INVALID_CONFIG,
        "Can't APPEND to key retention.ms because its type is not LIST.");
    assertRefused(
        alter(TOPIC, "t", change(SET, "retention.ms", null)),
        ErrorCode.INVALID_REQUEST,
        "Null value not supported for : retention.ms");
    assertRefused(
        alter(TOPIC, "t", change(9, "retention.ms", "1")),
        ErrorCode.INVALID_REQUEST,
        "Unknown operation type 9");
    assertRefused(
        alter(TOPIC, "t", change(SET, "flush.ms", "1"), change(SET, "flush.ms", "2")),
        ErrorCode.INVALID_REQUEST,
        "Error due to duplicate config keys");
  }

  @Test
  void theResourceMustBeThere() {
    assertRefused(
        alter(TOPIC, "x", change(SET, "retention.ms", "7")),
        ErrorCode.UNKNOWN_TOPIC_OR_PARTITION,
        "The topic 'x' does not exist.");
    assertRefused(
        alter(BROKER, "9", change(SET, "message.max.bytes", "7")),
        ErrorCode.BROKER_ID_NOT_REGISTERED,
        "No broker with id 9 found.");
    assertRefused(
        alter(BROKER, "one", change(SET, "message.max.bytes", "7")),
        ErrorCode.INVALID_REQUEST,
        "Invalid broker name one");
    assertRefused(
        alter((byte) 99, "t", change(SET, "message.max.bytes", "7")),
        ErrorCode.INVALID_REQUEST,
        "Unexpected resource type 99.");
  }

  @Test
  void brokersAreConfiguredOneByOneOrAllTogether() {
    alter(BROKER, "1", change(SET, "message.max.bytes", "7"));
    alter(BROKER, "", change(SET, "message.max.bytes", "8"));
    assertThat(configs(ConfigResource.ofBroker(1))).containsEntry("message.max.bytes", "7");
    assertThat(configs(ConfigResource.ALL_BROKERS)).containsEntry("message.max.bytes", "8");
    assertThat(alter(BROKER, "1", change(SET, "node.id", "5")).errorCode())
        .isEqualTo(ErrorCode.INVALID_CONFIG.code());
  }

  @Test
  void newTopicsInheritWhatIsSetForBrokers() {
    alter(BROKER, "", change(SET, "log.segment.bytes", "2000000"));
    assertThat(fixture.create(topic("u", 1, 1)).topics().getFirst().configs())
        .filteredOn(config -> config.name().equals("segment.bytes"))
        .singleElement()
        .satisfies(config -> assertThat(config.value()).isEqualTo("2000000"));
  }

  @Test
  void aTopicsConfigsGoWithIt() {
    fixture.run(
        new Command.DeleteTopics(
            new io.barnabas.protocol.message.DeleteTopicsRequest().topicNames(List.of("t"))));
    assertThat(topicConfigs()).isEmpty();
    fixture.create(topic("t", 1, 1));
    assertThat(topicConfigs()).isEmpty();
  }

  private AlterConfigsResponse replace(boolean validateOnly, Map<String, String> wanted) {
    return fixture.run(
        new Command.AlterConfigs(
            new AlterConfigsRequest()
                .validateOnly(validateOnly)
                .resources(
                    List.of(
                        new AlterConfigsRequest.AlterConfigsResource()
                            .resourceType(TOPIC)
                            .resourceName("t")
                            .configs(
                                wanted.entrySet().stream()
                                    .map(
                                        e ->
                                            new AlterConfigsRequest.AlterableConfig()
                                                .name(e.getKey())
                                                .value(e.getValue()))
                                    .toList())))));
  }

  @Test
  void replacingTakesAwayWhatIsNotNamed() {
    assertThat(replace(true, Map.of("flush.ms", "1")).responses().getFirst().errorCode()).isZero();
    assertThat(topicConfigs()).hasSize(2);
    replace(false, Map.of("flush.ms", "1", "retention.ms", "5"));
    assertThat(topicConfigs()).isEqualTo(Map.of("flush.ms", "1", "retention.ms", "5"));
    assertThat(replace(false, Map.of("flush.ms", "x")).responses().getFirst().errorCode())
        .isEqualTo(ErrorCode.INVALID_CONFIG.code());
    assertThat(topicConfigs()).hasSize(2);
  }
}
