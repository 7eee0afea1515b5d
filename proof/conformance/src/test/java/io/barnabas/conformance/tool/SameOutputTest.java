package io.barnabas.conformance.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.conformance.broker.Broker;
import io.barnabas.conformance.broker.Command;
import io.barnabas.conformance.broker.SharedBroker;
import io.barnabas.conformance.broker.Tools;
import io.barnabas.conformance.client.Clients;
import io.barnabas.conformance.client.OfficialProducer;
import io.barnabas.conformance.client.Outgoing;
import io.barnabas.conformance.client.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What scripts read is the same, letter by letter. */
@ExtendWith(SharedBroker.class)
class SameOutputTest {
  private static final int RECORDS = 30;
  private static final long START_MS = 1_600_000_000_000L;

  /** Records that old would not outlive the broker's next look at what has expired. */
  private static final Map<String, String> KEPT = Map.of("retention.ms", "-1");

  @TempDir private Path folder;

  private static String bootstrapServers = "";
  private static String topic = "";
  private static String empty = "";
  private static List<String> disposable = List.of();

  @BeforeAll
  static void recordsAreWritten(Broker broker) {
    bootstrapServers = broker.bootstrapServers();
    topic = Topics.create(broker, "same-output", 3, KEPT);
    empty = Topics.create(broker, "same-output-empty");
    disposable =
        List.of(Topics.create(broker, "delete", 1, KEPT), Topics.create(broker, "delete", 1, KEPT));
    try (OfficialProducer producer = Clients.newest(broker).producer()) {
      producer.send(IntStream.range(0, RECORDS).mapToObj(i -> record(topic, i % 2, i)).toList());
      for (String name : disposable) {
        producer.send(IntStream.range(0, RECORDS).mapToObj(i -> record(name, 0, i)).toList());
      }
    }
  }

  private static Outgoing record(String name, int partition, int number) {
    return Outgoing.of(name, partition, "k" + number, "v" + number).at(START_MS + number);
  }

  private static Command kafka(String tool, List<String> arguments) throws IOException {
    return Tools.ofKafka("org.apache.kafka.tools." + tool, connected(arguments));
  }

  private static Command barnabas(String tool, List<String> arguments) throws IOException {
    return Tools.ofBarnabas("io.barnabas.cli." + tool, connected(arguments));
  }

  private static List<String> connected(List<String> arguments) {
    List<String> all = new ArrayList<>(List.of("--bootstrap-server", bootstrapServers));
    all.addAll(arguments);
    return all;
  }

  private static void assertSame(Command ours, Command kafkas) {
    assertThat(kafkas.output()).isNotEmpty();
    assertThat(ours.output()).isEqualTo(kafkas.output());
    assertThat(ours.exitCode()).isEqualTo(kafkas.exitCode());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--topic T",
        "--topic same-output.* --exclude-internal-topics --partitions 0,2",
        "--topic T --time earliest",
        "--topic T --time -3",
        "--topic T --time 1600000000007",
        "--topic T --time earliest-local",
        "--topic-partitions T:1- --time -2",
        "--topic-partitions E,T:-1,T:2"
      })
  void offsets(String arguments) throws IOException {
    List<String> all = List.of(arguments.replace("T", topic).replace("E", empty).split(" "));

    assertSame(barnabas("offsets.GetOffsetsCommand", all), kafka("GetOffsetShell", all));
  }

  @Test
  void directories() throws IOException {
    List<String> all = List.of("--describe", "--topic-list", disposable.get(0) + "," + empty + "x");

    assertSame(barnabas("logdirs.LogDirsCommand", all), kafka("LogDirsCommand", all));
  }

  @Test
  void deletedRecords() throws IOException {
    Command kafkas = kafka("DeleteRecordsCommand", deletion(disposable.get(0)));
    Command ours = barnabas("records.DeleteRecordsCommand", deletion(disposable.get(1)));

    assertThat(kafkas.output()).contains("low_watermark: 11");
    assertThat(ours.output())
        .isEqualTo(kafkas.output().replace(disposable.get(0), disposable.get(1)));
  }

  private List<String> deletion(String name) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve(name),
            """
            {"partitions": [{"topic": "%s", "partition": 0, "offset": 11}], "version": 1}
            """
                .formatted(name));
    return List.of("--offset-json-file", file.toString());
  }
}
