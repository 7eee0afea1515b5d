package io.barnabas.metadata.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BrokerConfigTest {
  private static final HostDefaults HOST = new HostDefaults(3, "data");

  private static BrokerConfig parse(String... lines) {
    return BrokerConfig.parse(PropertiesText.parse(String.join("\n", lines), List.of()), HOST);
  }

  @Test
  void anEmptyFileGivesTheDefaults() {
    BrokerConfig config = parse("");
    assertThat(config.nodeId()).isEqualTo(1);
    assertThat(config.listeners().bound()).hasToString("[PLAINTEXT://:9092]");
    assertThat(config.storage().logDirs()).containsExactly("data");
    assertThat(config.storage().metadataLogDir()).isEqualTo("data");
    assertThat(config.numNetworkThreads()).isEqualTo(3);
    assertThat(config.sockets().requestMaxBytes()).isEqualTo(104_857_600);
    assertThat(config.topicDefaults().retentionMs()).isEqualTo(604_800_000L);
    assertThat(config.warnings()).isEmpty();
  }

  @Test
  void everyTypedAccessorHasAValueByDefault() throws ReflectiveOperationException {
    BrokerConfig config = parse("");
    List<Object> views =
        List.of(config, config.sockets(), config.storage(), config.topicDefaults());
    for (Object view : views) {
      for (var method : view.getClass().getDeclaredMethods()) {
        if (java.lang.reflect.Modifier.isPublic(method.getModifiers())
            && method.getParameterCount() == 0
            && !method.getName().equals("rack")) {
          assertThat(method.invoke(view)).as(method.getName()).isNotNull();
        }
      }
    }
  }

  @Test
  void aStockKraftFileIsUnderstood() {
    BrokerConfig config =
        parse(
            "process.roles=broker,controller",
            "node.id=7",
            "controller.quorum.voters=7@localhost:9093",
            "listeners=PLAINTEXT://:9092,CONTROLLER://:9093",
            "controller.listener.names=CONTROLLER",
            "advertised.listeners=PLAINTEXT://broker.example:19092,CONTROLLER://localhost:9093",
            "listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT",
            "log.dirs=/a, /b");
    assertThat(config.nodeId()).isEqualTo(7);
    assertThat(config.listeners().bound()).hasToString("[PLAINTEXT://:9092]");
    assertThat(config.listeners().advertised()).hasToString("[PLAINTEXT://broker.example:19092]");
    assertThat(config.storage().logDirs()).containsExactly("/a", "/b");
    assertThat(config.warnings())
        .containsExactly(
            "Known to Kafka, but without effect in this release: controller.quorum.voters");
  }

  @Test
  void aNodeThatTheFileDoesNotNameCanBeGivenLater() {
    BrokerConfig config = parse("broker.id=-1", "num.partitions=3");
    assertThat(config.namesNode()).isFalse();
    BrokerConfig given = config.withNodeId(8);
    assertThat(given.nodeId()).isEqualTo(8);
    assertThat(given.namesNode()).isTrue();
    assertThat(given.numPartitions()).isEqualTo(3);
    assertThat(parse("node.id=1").namesNode()).isTrue();
    assertThat(parse("broker.id=0").namesNode()).isTrue();
  }

  @Test
  void listenersOfControllersAreLeftOutWhateverTheySpeak() {
    Listeners listeners =
        parse(
                "listeners=PLAINTEXT://:9092,CONTROLLER://:9093",
                "controller.listener.names=CONTROLLER")
            .listeners();
    assertThat(listeners.bound()).hasToString("[PLAINTEXT://:9092]");
    assertThat(listeners.advertised()).hasToString("[PLAINTEXT://:9092]");
  }

  @Test
  void namesFromBeforeListenersStillCount() {
    Listeners listeners =
        parse("broker.id=0", "port=9999", "host.name=::1", "advertised.host.name=box").listeners();
    assertThat(listeners.bound()).hasToString("[PLAINTEXT://[::1]:9999]");
    assertThat(listeners.advertised()).hasToString("[PLAINTEXT://box:9999]");
  }

  @Test
  void brokerIdAndNodeIdAreOneNumber() {
    assertThat(parse("broker.id=5").nodeId()).isEqualTo(5);
    assertThat(parse("broker.id=-1").nodeId()).isEqualTo(1);
    assertThat(parse("broker.id=5", "node.id=5").nodeId()).isEqualTo(5);
    assertThatThrownBy(() -> parse("broker.id=5", "node.id=6"))
        .isInstanceOf(InvalidConfigException.class)
        .hasMessage("node.id is 6 but broker.id is 5: they must be the same");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "num.partitions=zero | Invalid value zero for configuration num.partitions: Not a number of type INT",
        "num.partitions=0 | Invalid value 0 for configuration num.partitions: Value must be at least 1",
        "compression.type=lzma | Invalid value lzma for configuration compression.type: String must be one of: uncompressed, zstd, lz4, snappy, gzip, producer",
        "compression.gzip.level=0 | Invalid value 0 for configuration compression.gzip.level: Value must be -1 or from 1 to 9",
        "delete.topic.enable=yes | Invalid value yes for configuration delete.topic.enable: Expected value to be either true or false",
        "listeners=localhost:9092 | Invalid value localhost:9092 for configuration listeners: A listener has the form NAME://host:port",
        "listeners=PLAINTEXT://:70000 | Invalid value PLAINTEXT://:70000 for configuration listeners: A port must be from 0 to 65535",
        "listeners=PLAINTEXT://:99999999999999 | Invalid value PLAINTEXT://:99999999999999 for configuration listeners: A port must be from 0 to 65535",
        "listeners=OTHER://:9092 | Invalid value OTHER://:9092 for configuration listeners: listener.security.protocol.map has no protocol for OTHER",
        "listeners=PLAINTEXT://:1,PLAINTEXT://:2 | Invalid value PLAINTEXT://:1,PLAINTEXT://:2 for configuration listeners: Each listener must have a different name",
        "listeners=SSL://:9092 | Invalid value SSL://:9092 for configuration listeners: This release speaks PLAINTEXT only",
        "listeners= | Invalid value  for configuration listeners: Value must not be empty",
        "advertised.listeners=SSL://x:1 | Invalid value SSL://x:1 for configuration advertised.listeners: There is no listener named SSL",
        "log.durability=hope | Invalid value hope for configuration log.durability: String must be one of: journal, pagecache",
      })
  void aBadValueIsOneClearLine(String line, String message) {
    assertThatThrownBy(() -> parse(line))
        .isInstanceOf(InvalidConfigException.class)
        .hasMessage(message);
  }

  @Test
  void aPasswordIsNeverInAMessage() {
    ConfigKey key =
        new ConfigKey(
            "secret",
            ConfigType.PASSWORD,
            null,
            new Allowed.OneOf(List.of("x"), false),
            UpdateMode.READ_ONLY,
            true,
            "");
    assertThatThrownBy(() -> key.parse("hunter2")).hasMessageNotContaining("hunter2");
  }

  @Test
  void anUnknownNameIsAWarningThatSuggestsTheNearest() {
    assertThat(parse("log.retension.ms=5", "something.else.entirely=1").warnings())
        .containsExactly(
            "Unknown configuration log.retension.ms: did you mean log.retention.ms?",
            "Unknown configuration something.else.entirely");
  }

  @Test
  void configsOfListenersAndPluginsAreKnown() {
    assertThat(
            parse("listener.name.external.ssl.keystore.location=/k", "rsm.config.x=1").warnings())
        .containsExactly(
            "Known to Kafka, but without effect in this release:"
                + " listener.name.external.ssl.keystore.location, rsm.config.x");
  }

  @Test
  void overridesWinAndMustHaveTheirForm() {
    assertThat(PropertiesText.parse("a=1\n#c\nb = 2", List.of("a=3=4")))
        .isEqualTo(Map.of("a", "3=4", "b", "2"));
    assertThatThrownBy(() -> PropertiesText.parse("", List.of("nonsense")))
        .isInstanceOf(InvalidConfigException.class);
    assertThatThrownBy(() -> PropertiesText.parse("a=\\u00zz", List.of()))
        .isInstanceOf(InvalidConfigException.class);
  }

  @Test
  void whatIsSetAtRunTimeGoesBeforeTheFile() {
    BrokerConfig config =
        parse("message.max.bytes=1000", "fetch.max.bytes=5000")
            .withDynamic(
                Map.of("message.max.bytes", "3000"),
                Map.of("message.max.bytes", "2000", "log.segment.bytes", "2000000"));
    assertThat(config.topicDefaults().maxMessageBytes()).isEqualTo(3000);
    assertThat(config.topicDefaults().segmentBytes()).isEqualTo(2_000_000);
    assertThat(config.fetchMaxBytes()).isEqualTo(5000);
  }
}
