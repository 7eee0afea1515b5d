package io.barnabas.broker.handler;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.metadata.config.ConfigSource;
import io.barnabas.metadata.image.ConfigResource;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.DescribeConfigsRequest;
import io.barnabas.protocol.message.DescribeConfigsRequest.DescribeConfigsResource;
import io.barnabas.protocol.message.DescribeConfigsResponse;
import io.barnabas.protocol.message.DescribeConfigsResponse.DescribeConfigsResourceResult;
import io.barnabas.protocol.message.DescribeConfigsResponse.DescribeConfigsResult;
import io.barnabas.protocol.message.IncrementalAlterConfigsRequest;
import io.barnabas.protocol.message.IncrementalAlterConfigsRequest.AlterConfigsResource;
import io.barnabas.protocol.message.IncrementalAlterConfigsRequest.AlterableConfig;
import io.barnabas.protocol.message.IncrementalAlterConfigsResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is set for one group at run time. */
class GroupConfigsTest {
  private static final String SESSION_TIMEOUT = "consumer.session.timeout.ms";
  private static final String HEARTBEAT_INTERVAL = "consumer.heartbeat.interval.ms";

  private final TestBroker broker = new TestBroker();
  private final TestClient client = broker.connect();

  private ErrorCode set(String group, String name, String value) {
    IncrementalAlterConfigsResponse answer =
        client.ask(
            1,
            new IncrementalAlterConfigsRequest()
                .resources(
                    List.of(
                        new AlterConfigsResource()
                            .resourceType(ConfigResource.Type.GROUP.id())
                            .resourceName(group)
                            .configs(List.of(new AlterableConfig().name(name).value(value))))));
    return ErrorCode.forCode(answer.responses().getFirst().errorCode());
  }

  private DescribeConfigsResult describe(String group) {
    DescribeConfigsResponse answer =
        client.ask(
            4,
            new DescribeConfigsRequest()
                .includeSynonyms(true)
                .resources(
                    List.of(
                        new DescribeConfigsResource()
                            .resourceType(ConfigResource.Type.GROUP.id())
                            .resourceName(group)
                            .configurationKeys(null))));
    return answer.results().getFirst();
  }

  private DescribeConfigsResourceResult described(String group, String name) {
    return describe(group).configs().stream()
        .filter(config -> config.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aGroupHasItsOwnConfigsAndElseTheBrokers() {
    assertThat(set("g", SESSION_TIMEOUT, "50000")).isEqualTo(ErrorCode.NONE);

    DescribeConfigsResourceResult own = described("g", SESSION_TIMEOUT);
    DescribeConfigsResourceResult inherited = described("g", HEARTBEAT_INTERVAL);
    DescribeConfigsResourceResult others = described("another", SESSION_TIMEOUT);

    assertThat(own.value()).isEqualTo("50000");
    assertThat(own.configSource()).isEqualTo(ConfigSource.DYNAMIC_GROUP_CONFIG.id());
    assertThat(own.synonyms()).hasSize(2);
    assertThat(inherited.value()).isEqualTo("5000");
    assertThat(inherited.configSource()).isEqualTo(ConfigSource.DEFAULT_CONFIG.id());
    assertThat(others.value()).isEqualTo("45000");
  }

  @Test
  void whatTheBrokerDoesNotAllowIsRefused() {
    assertThat(set("g", SESSION_TIMEOUT, "soon")).isEqualTo(ErrorCode.INVALID_CONFIG);
    assertThat(set("g", SESSION_TIMEOUT, "44999")).isEqualTo(ErrorCode.INVALID_CONFIG);
    assertThat(set("g", SESSION_TIMEOUT, "60001")).isEqualTo(ErrorCode.INVALID_CONFIG);
    assertThat(set("g", HEARTBEAT_INTERVAL, "1")).isEqualTo(ErrorCode.INVALID_CONFIG);
    assertThat(set("g", "no.such.config", "1")).isEqualTo(ErrorCode.INVALID_CONFIG);
    assertThat(set("", SESSION_TIMEOUT, "50000")).isEqualTo(ErrorCode.INVALID_REQUEST);
    assertThat(ErrorCode.forCode(describe("").errorCode())).isEqualTo(ErrorCode.INVALID_REQUEST);
    assertThat(broker.image().configs()).isEmpty();
  }
}
