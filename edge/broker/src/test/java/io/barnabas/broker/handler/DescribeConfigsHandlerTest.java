package io.barnabas.broker.handler;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.metadata.config.ConfigSource;
import io.barnabas.metadata.config.ConfigType;
import io.barnabas.metadata.image.ConfigResource;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.DescribeConfigsRequest;
import io.barnabas.protocol.message.DescribeConfigsRequest.DescribeConfigsResource;
import io.barnabas.protocol.message.DescribeConfigsResponse;
import io.barnabas.protocol.message.DescribeConfigsResponse.DescribeConfigsResourceResult;
import io.barnabas.protocol.message.DescribeConfigsResponse.DescribeConfigsResult;
import io.barnabas.protocol.message.DescribeConfigsResponse.DescribeConfigsSynonym;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DescribeConfigsHandlerTest {
  private static final int LATEST = 4;
  private static final String TOPIC = "orders";

  private final TestBroker broker = new TestBroker(Map.of("log.retention.ms", "5000"));
  private final TestClient client = broker.connect();

  @BeforeEach
  void oneTopic() {
    client.createTopic(TOPIC, 1);
  }

  static IntStream versions() {
    return IntStream.rangeClosed(0, LATEST);
  }

  private static DescribeConfigsRequest of(int type, String name, List<String> keys) {
    return new DescribeConfigsRequest()
        .resources(
            List.of(
                new DescribeConfigsResource()
                    .resourceType((byte) type)
                    .resourceName(name)
                    .configurationKeys(keys)));
  }

  private static DescribeConfigsRequest of(ConfigResource.Type type, String name, String... keys) {
    return of(type.id(), name, List.of(keys));
  }

  private DescribeConfigsResult ask(int version, DescribeConfigsRequest request) {
    DescribeConfigsResponse answer = client.ask(version, request);
    return answer.results().getFirst();
  }

  private DescribeConfigsResourceResult only(int version, DescribeConfigsRequest request) {
    List<DescribeConfigsResourceResult> configs = ask(version, request).configs();
    assertThat(configs).hasSize(1);
    return configs.getFirst();
  }

  @ParameterizedTest
  @MethodSource("versions")
  void everyVersionTellsATopicsConfigs(int version) {
    DescribeConfigsResourceResult set =
        only(version, of(ConfigResource.Type.TOPIC, TOPIC, "retention.ms"));
    DescribeConfigsResourceResult unset =
        only(version, of(ConfigResource.Type.TOPIC, TOPIC, "segment.bytes"));

    assertThat(set.value()).isEqualTo("5000");
    assertThat(unset.value()).isEqualTo("1073741824");
    if (version == 0) {
      assertThat(set.isDefault()).isFalse();
      assertThat(unset.isDefault()).isTrue();
    } else {
      assertThat(set.configSource()).isEqualTo(ConfigSource.STATIC_BROKER_CONFIG.id());
      assertThat(unset.configSource()).isEqualTo(ConfigSource.DEFAULT_CONFIG.id());
    }
    assertThat(set.configType()).isEqualTo(version < 3 ? 0 : ConfigType.LONG.id());
  }

  @ParameterizedTest
  @MethodSource("versions")
  void everyVersionTellsThisBrokersConfigs(int version) {
    DescribeConfigsResourceResult nodeId =
        only(version, of(ConfigResource.Type.BROKER, Integer.toString(TestBroker.ID), "node.id"));

    assertThat(nodeId.value()).isEqualTo(Integer.toString(TestBroker.ID));
    assertThat(nodeId.readOnly()).isTrue();
  }

  @Test
  void withoutKeysAllConfigsAreTold() {
    DescribeConfigsResult byNull = ask(LATEST, of(ConfigResource.Type.TOPIC.id(), TOPIC, null));
    DescribeConfigsResult byEmpty = ask(LATEST, of(ConfigResource.Type.TOPIC, TOPIC));

    assertThat(byNull.configs()).hasSizeGreaterThan(20).isEqualTo(byEmpty.configs());
  }

  @Test
  void synonymsAndDocumentationAreToldWhereAskedFor() {
    DescribeConfigsRequest request = of(ConfigResource.Type.TOPIC, TOPIC, "retention.ms");
    DescribeConfigsResourceResult plain = only(LATEST, request);
    DescribeConfigsResourceResult full =
        only(LATEST, request.includeSynonyms(true).includeDocumentation(true));

    assertThat(plain.synonyms()).isEmpty();
    assertThat(plain.documentation()).isNull();
    assertThat(full.synonyms())
        .extracting(DescribeConfigsSynonym::name)
        .contains("log.retention.ms", "log.retention.hours");
    assertThat(full.documentation()).isNotBlank();
  }

  @Test
  void whatWasSetAtRunTimeIsToldWithItsSource() {
    client.setConfig(ConfigResource.Type.BROKER, "", "log.retention.ms", "7000");

    DescribeConfigsResourceResult ofTopic =
        only(LATEST, of(ConfigResource.Type.TOPIC, TOPIC, "retention.ms"));
    DescribeConfigsResult ofAll = ask(LATEST, of(ConfigResource.Type.BROKER, ""));

    assertThat(ofTopic.value()).isEqualTo("7000");
    assertThat(ofTopic.configSource()).isEqualTo(ConfigSource.DYNAMIC_DEFAULT_BROKER_CONFIG.id());
    assertThat(ofAll.configs())
        .extracting(DescribeConfigsResourceResult::name)
        .containsExactly("log.retention.ms");
  }

  @ParameterizedTest(name = "type {0}, name {1}: {2}")
  @CsvSource({
    "2,none,UNKNOWN_TOPIC_OR_PARTITION",
    "2,a b,INVALID_TOPIC_EXCEPTION",
    "2,'',INVALID_TOPIC_EXCEPTION",
    "4,7,INVALID_REQUEST",
    "4,x,INVALID_REQUEST",
    "8,1,INVALID_REQUEST",
    "16,m,INVALID_REQUEST",
    "3,x,INVALID_REQUEST",
    "-1,x,INVALID_REQUEST"
  })
  void whatHasNoConfigsIsRefusedWithAReason(int type, String name, ErrorCode error) {
    DescribeConfigsResult result = ask(LATEST, of(type, name, null));

    assertThat(ErrorCode.forCode(result.errorCode())).isEqualTo(error);
    assertThat(result.errorMessage()).isNotBlank();
    assertThat(result.configs()).isEmpty();
    assertThat(result.resourceName()).isEqualTo(name);
  }
}
