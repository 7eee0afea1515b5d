package io.barnabas.conformance.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.conformance.broker.Broker;
import io.barnabas.conformance.broker.BrokerProcess;
import io.barnabas.conformance.broker.BrokerSettings;
import io.barnabas.conformance.broker.Command;
import io.barnabas.conformance.broker.Tools;
import io.barnabas.conformance.client.Clients;
import io.barnabas.conformance.client.Committed;
import io.barnabas.conformance.client.OfficialConsumer;
import io.barnabas.conformance.client.Release;
import io.barnabas.conformance.client.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kafka's tools read {@code __consumer_offsets}, while the broker runs and when it has ended. */
class OffsetsTopicTest {
  private static final int PARTITIONS = 3;
  private static final String CLASSIC = "classic-group";
  private static final String CONSUMER = "consumer-group";

  @TempDir static Path folder;

  private static BrokerSettings settings = BrokerSettings.in(Path.of(""));
  private static String topic = "";
  private static List<String> formattedOffsets = List.of();
  private static List<String> formattedGroups = List.of();
  private static @Nullable BrokerProcess process;

  @BeforeAll
  static void groupsComeAndGo() throws IOException {
    settings =
        BrokerSettings.in(folder)
            .forGroups()
            .with("offsets.topic.num.partitions", Integer.toString(PARTITIONS));
    process = BrokerProcess.start(settings);
    Broker broker = process.broker();
    topic = Topics.create(broker, "offsets", 2, Map.of());
    member(new Clients(broker, Release.V2_8), CLASSIC);
    member(Clients.newest(broker), CONSUMER, "group.protocol", "consumer");
    formattedOffsets = formatted(broker, "OffsetsMessageFormatter");
    formattedGroups = formatted(broker, "GroupMetadataMessageFormatter");
    process.stop();
  }

  @AfterAll
  static void theBrokerEnds() throws IOException {
    if (process != null) {
      process.close();
    }
  }

  @Test
  void theConsoleConsumersFormatterShowsOffsets() {
    assertThat(formattedOffsets)
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains("\"group\":\"" + CLASSIC + "\"")
                    .contains("\"topic\":\"" + topic + "\"", "\"partition\":1")
                    .contains("\"offset\":5", "\"metadata\":\"five\""))
        .anySatisfy(line -> assertThat(line).contains(CONSUMER, "\"offset\":5"))
        .allSatisfy(line -> assertThat(line).startsWith("{\"key\":{\"type\":"));
  }

  @Test
  void theConsoleConsumersFormatterShowsGroups() {
    assertThat(formattedGroups)
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains("\"group\":\"" + CLASSIC + "\"", "\"protocolType\":\"consumer\"")
                    .contains("\"protocol\":\"range\"", "\"clientHost\":\"/127.0.0.1\""));
  }

  @Test
  void theDumpToolDecodesEveryRecord() throws IOException {
    Command dump = Dumps.byKafka(logs(), "--offsets-decoder");

    assertThat(dump.output())
        .contains(CLASSIC, CONSUMER, "five")
        .doesNotContain("Could not decode", "isvalid: false");
  }

  @Test
  void bothToolsPrintTheSame() throws IOException {
    assertThat(Dumps.byBarnabas(logs(), "--offsets-decoder").output())
        .isEqualTo(Dumps.byKafka(logs(), "--offsets-decoder").output());
  }

  private static void member(Clients clients, String group, String... more) {
    List<String> all = new ArrayList<>(List.of(more));
    all.addAll(List.of("client.id", "id-of-" + group));
    try (OfficialConsumer consumer = clients.member(group, all.toArray(String[]::new))) {
      consumer.subscribe(topic);
      while (consumer.assignment().isEmpty()) {
        consumer.poll(50);
      }
      consumer.commit(topic, Map.of(0, Committed.at(4), 1, new Committed(5, "five")));
    }
  }

  private static List<Path> logs() throws IOException {
    List<Path> logs = new ArrayList<>();
    for (int partition : IntStream.range(0, PARTITIONS).toArray()) {
      Path place = settings.dataFolder().resolve("__consumer_offsets-" + partition);
      logs.addAll(Dumps.files(place, ".log"));
    }
    return logs;
  }

  /** The formatter puts one object behind the other. */
  private static List<String> formatted(Broker broker, String formatter) throws IOException {
    Command shown =
        Tools.ofKafka(
            "org.apache.kafka.tools.consumer.ConsoleConsumer",
            List.of(
                "--bootstrap-server",
                broker.bootstrapServers(),
                "--topic",
                "__consumer_offsets",
                "--from-beginning",
                "--timeout-ms",
                "4000",
                "--formatter",
                "org.apache.kafka.tools.consumer." + formatter,
                "--command-property",
                "exclude.internal.topics=false"));
    return List.of(shown.output().split("(?<=\\})(?=\\{\"key\")"));
  }
}
