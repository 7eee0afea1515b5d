package io.barnabas.conformance.kcat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.barnabas.conformance.broker.Broker;
import io.barnabas.conformance.broker.Command;
import io.barnabas.conformance.broker.SharedBroker;
import io.barnabas.conformance.client.Clients;
import io.barnabas.conformance.client.Header;
import io.barnabas.conformance.client.Incoming;
import io.barnabas.conformance.client.OfficialProducer;
import io.barnabas.conformance.client.Outgoing;
import io.barnabas.conformance.client.Reading;
import io.barnabas.conformance.client.Topics;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SharedBroker.class)
class KcatTest {
  private static final String FORMAT = "%p %o %k=%s %h\n";

  @BeforeAll
  static void kcatIsInstalled() {
    assumeTrue(isInstalled(), "kcat is not installed (Debian: apt install kcat)");
  }

  @Test
  void theMetadataIsListed(Broker broker) throws IOException {
    String topic = Topics.create(broker, "kcat-list", 3, Map.of());

    String listed = kcat(broker, "", "-L", "-t", topic);

    assertThat(listed)
        .contains("broker 1 at " + broker.bootstrapServers())
        .contains("topic \"" + topic + "\" with 3 partitions")
        .contains("partition 2, leader 1, replicas: 1, isrs: 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "gzip", "snappy", "lz4", "zstd"})
  void whatIsProducedWithACodecIsConsumed(String codec, Broker broker) throws IOException {
    String topic = Topics.create(broker, "kcat-" + codec);
    String lines =
        IntStream.range(0, 50)
            .mapToObj(i -> "key" + i + ":value value value " + i + "\n")
            .collect(Collectors.joining());

    kcat(broker, lines, "-P", "-t", topic, "-p", "0", "-z", codec, "-K", ":", "-H", "a=1");

    assertThat(kcat(broker, "", "-C", "-t", topic, "-e", "-q", "-f", FORMAT).lines())
        .containsExactlyElementsOf(
            IntStream.range(0, 50)
                .mapToObj(i -> "0 %1$d key%1$d=value value value %1$d a=1".formatted(i))
                .toList());
    assertThat(Reading.fromStart(Clients.newest(broker), topic, 1, 50))
        .extracting(Incoming::headers)
        .hasSize(50)
        .containsOnly(List.of(new Header("a", "1")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "1", "-1"})
  void everyAcksIsServed(String acks, Broker broker) throws IOException {
    String topic = Topics.create(broker, "kcat-acks");

    kcat(broker, "one\ntwo\n", "-P", "-t", topic, "-X", "topic.acks=" + acks);

    assertThat(Reading.fromStart(Clients.newest(broker), topic, 1, 2))
        .extracting(Incoming::value)
        .containsExactly("one", "two");
  }

  @Test
  void anIdempotentProducerIsServed(Broker broker) throws IOException {
    String topic = Topics.create(broker, "kcat-idempotent");

    kcat(broker, "one\ntwo\n", "-P", "-t", topic, "-X", "enable.idempotence=true");

    assertThat(Reading.fromStart(Clients.newest(broker), topic, 1, 2)).hasSize(2);
  }

  @Test
  void readingStartsAtAnOffsetATimeOrSomeBeforeTheEnd(Broker broker) throws IOException {
    String topic = Topics.create(broker, "kcat-offsets");
    try (OfficialProducer producer = Clients.newest(broker).producer()) {
      producer.send(
          IntStream.range(0, 20)
              .mapToObj(i -> Outgoing.of(topic, 0, "k", "v" + i).at(5000 + i))
              .toList());
    }

    assertThat(offsets(broker, topic, "beginning")).isEqualTo(range(0, 20));
    assertThat(offsets(broker, topic, "7")).isEqualTo(range(7, 20));
    assertThat(offsets(broker, topic, "-3")).isEqualTo(range(17, 20));
    assertThat(offsets(broker, topic, "s@5012")).isEqualTo(range(12, 20));
    assertThat(kcat(broker, "", "-Q", "-t", topic + ":0:5012")).contains(topic + " [0] offset 12");
  }

  private static List<String> offsets(Broker broker, String topic, String start)
      throws IOException {
    return kcat(broker, "", "-C", "-t", topic, "-p", "0", "-o", start, "-e", "-q", "-f", "%o\n")
        .lines()
        .toList();
  }

  private static List<String> range(int from, int to) {
    return IntStream.range(from, to).mapToObj(Integer::toString).toList();
  }

  private static String kcat(Broker broker, String input, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("kcat", "-b", broker.bootstrapServers()));
    command.addAll(List.of(arguments));
    Command ended = Command.run(input, command);
    assertThat(ended.exitCode()).as("%s: %s", command, ended.errors()).isZero();
    return ended.output();
  }

  private static boolean isInstalled() {
    try {
      return Command.run("", List.of("kcat", "-V")).exitCode() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
