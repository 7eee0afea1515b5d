package io.barnabas.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.cli.ToolRun;
import io.barnabas.cli.consumer.ConsoleConsumerCommand;
import io.barnabas.cli.dump.DumpLogCommand;
import io.barnabas.cli.producer.ConsoleProducerCommand;
import io.barnabas.cli.topics.TopicsCommand;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProduceAndConsumeTest {
  private static TestBroker broker;
  private static Path folder;

  @BeforeAll
  static void start(@TempDir Path data) {
    folder = data;
    broker = TestBroker.start(data);
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  private static void create(String topic, int partitions) {
    broker.run(TopicsCommand::new, "--create --topic " + topic + " --partitions " + partitions);
  }

  private static void assertSends(String lines, String arguments) {
    ToolRun run = broker.runWithInput(lines, ConsoleProducerCommand::new, arguments);
    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
  }

  private static ToolRun consume(String arguments) {
    return broker.run(ConsoleConsumerCommand::new, arguments);
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "gzip", "snappy", "lz4", "zstd"})
  void lines_come_back_in_order_whatever_the_codec(String codec) {
    String topic = "codec-" + codec;
    create(topic, 1);
    String lines =
        IntStream.range(0, 5_000).mapToObj(i -> "line " + i + "\n").collect(Collectors.joining());
    assertSends(lines, "--topic " + topic + " --compression-codec " + codec);
    ToolRun run = consume("--topic " + topic + " --from-beginning --max-messages 5000");
    assertThat(run.out()).isEqualTo(lines);
    assertThat(run.err()).isEqualTo("Processed a total of 5000 messages" + System.lineSeparator());
  }

  @ParameterizedTest
  @ValueSource(strings = {"--request-required-acks 0", "--request-required-acks 1", "--sync"})
  void every_kind_of_acknowledgement_delivers(String option) {
    String topic = "acks" + option.replaceAll("[^a-z0-9]", "");
    create(topic, 1);
    assertSends("a\nb\n", "--topic " + topic + " " + option);
    assertThat(consume("--topic " + topic + " --from-beginning --max-messages 2").out())
        .isEqualTo("a\nb\n");
  }

  @Test
  void all_partitions_are_read() {
    create("wide", 4);
    String lines =
        IntStream.range(0, 40)
            .mapToObj(i -> "k" + i + ":v" + i + "\n")
            .collect(Collectors.joining());
    assertSends(
        lines, "--topic wide --reader-property parse.key=true --reader-property key.separator=:");
    ToolRun run =
        consume(
            "--topic wide --from-beginning --max-messages 40 --formatter-property print.key=true"
                + " --formatter-property key.separator=:");
    assertThat(run.out().lines()).containsExactlyInAnyOrder(lines.split("\n"));
  }

  @Test
  void keys_headers_and_nulls_are_kept() {
    create("parts", 1);
    assertSends(
        "h:1,g:NUL\tkey\tvalue\nNUL\tNUL\tNUL\n",
        "--topic parts --property parse.key=true --property parse.headers=true"
            + " --property null.marker=NUL");
    assertThat(
            consume(
                    "--topic parts --partition 0 --offset earliest --max-messages 2"
                        + " --property print.key=true --property print.headers=true"
                        + " --property print.offset=true --property print.partition=true")
                .out())
        .isEqualTo(
            "Partition:0\tOffset:0\th:1,g:null\tkey\tvalue\n"
                + "Partition:0\tOffset:1\tNO_HEADERS\tnull\tnull\n");
  }

  @Test
  void reading_begins_at_an_offset_or_at_the_end() {
    create("offsets", 1);
    assertSends("a\nb\nc\n", "--topic offsets");
    assertThat(consume("--topic offsets --partition 0 --offset 1 --max-messages 1").out())
        .isEqualTo("b\n");
    assertThat(consume("--topic offsets --timeout-ms 1").out()).isEmpty();
    assertThat(consume("--topic offsets --partition 9 --timeout-ms 1").err())
        .contains("topic 'offsets' has partitions 0 to 0, and no 9");
  }

  @Test
  void a_topic_is_created_by_the_first_line_sent_to_it() {
    assertSends("first\n", "--topic by-itself");
    assertThat(consume("--topic by-itself --from-beginning --max-messages 1").out())
        .isEqualTo("first\n");
  }

  @Test
  void lines_before_a_bad_one_are_sent() {
    create("bad-line", 1);
    ToolRun run =
        broker.runWithInput(
            "a\tb\nbad\nc\td\n",
            ConsoleProducerCommand::new,
            "--topic bad-line --property parse.key=true");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("No key separator found on line number 2: 'bad'");
    assertThat(consume("--topic bad-line --from-beginning --max-messages 1").out())
        .isEqualTo("b\n");
  }

  @Test
  void a_record_larger_than_the_topic_allows_is_reported_and_the_others_are_sent() {
    broker.run(TopicsCommand::new, "--create --topic small --config max.message.bytes=200");
    ToolRun run =
        broker.runWithInput(
            "fine\n" + "x".repeat(500) + "\nfine too\n",
            ConsoleProducerCommand::new,
            "--topic small --sync");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("1 record(s) for small-0 could not be sent");
    assertThat(consume("--topic small --from-beginning --max-messages 2").out())
        .isEqualTo("fine\nfine too\n");
  }

  @Test
  void records_that_can_not_be_decoded_end_the_tool_unless_skipped() {
    create("numbers", 1);
    assertSends("12345678\nx\n", "--topic numbers --sync");
    String reading =
        "--topic numbers --partition 0 --max-messages 1 --timeout-ms 1 --value-deserializer LongDeserializer --offset ";
    assertThat(consume(reading + "0").out()).isEqualTo("3544952156018063160\n");
    ToolRun failed = consume(reading + "1");
    assertThat(failed.exitCode()).isEqualTo(1);
    assertThat(failed.err())
        .contains("the record of numbers-0 at offset 1 can't be printed: 1 bytes are not a value");
    ToolRun skipped = consume(reading + "1 --skip-message-on-error");
    assertThat(skipped.exitCode()).isZero();
    assertThat(skipped.err()).contains("left out the record of numbers-0 at offset 1");
  }

  @Test
  void the_dump_of_the_log_shows_what_was_sent() {
    broker.run(TopicsCommand::new, "--create --topic dumped --config durability=pagecache");
    assertSends("seen\n", "--topic dumped");
    Path log = folder.resolve("dumped-0").resolve("00000000000000000000.log");
    assertThat(ToolRun.of(DumpLogCommand::new, "--print-data-log", "--files", log.toString()).out())
        .contains("compresscodec: none")
        .contains("isvalid: true")
        .contains("payload: seen");
  }
}
