package io.barnabas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.cli.configs.ConfigsCommand;
import io.barnabas.cli.consumer.ConsoleConsumerCommand;
import io.barnabas.cli.dump.DumpLogCommand;
import io.barnabas.cli.front.BarnabasCommand;
import io.barnabas.cli.groups.ConsumerGroupsCommand;
import io.barnabas.cli.logdirs.LogDirsCommand;
import io.barnabas.cli.offsets.GetOffsetsCommand;
import io.barnabas.cli.producer.ConsoleProducerCommand;
import io.barnabas.cli.records.DeleteRecordsCommand;
import io.barnabas.cli.storage.StorageCommand;
import io.barnabas.cli.topics.TopicsCommand;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class UsageTest {
  private static final String SERVER = "--bootstrap-server localhost:9092 ";

  static Stream<Arguments> tools() {
    return Stream.of(
        Arguments.of("kafka-topics.sh", (Tool.ToolFactory) TopicsCommand::new),
        Arguments.of("kafka-log-dirs.sh", (Tool.ToolFactory) LogDirsCommand::new),
        Arguments.of("kafka-delete-records.sh", (Tool.ToolFactory) DeleteRecordsCommand::new),
        Arguments.of("kafka-get-offsets.sh", (Tool.ToolFactory) GetOffsetsCommand::new),
        Arguments.of("kafka-dump-log.sh", (Tool.ToolFactory) DumpLogCommand::new),
        Arguments.of("kafka-storage.sh", (Tool.ToolFactory) StorageCommand::create),
        Arguments.of("barnabas", (Tool.ToolFactory) BarnabasCommand::create),
        Arguments.of("kafka-consumer-groups.sh", (Tool.ToolFactory) ConsumerGroupsCommand::new),
        Arguments.of("kafka-configs.sh", (Tool.ToolFactory) ConfigsCommand::new),
        Arguments.of("kafka-console-producer.sh", (Tool.ToolFactory) ConsoleProducerCommand::new),
        Arguments.of("kafka-console-consumer.sh", (Tool.ToolFactory) ConsoleConsumerCommand::new));
  }

  @ParameterizedTest
  @MethodSource("tools")
  void help_ends_with_an_example(String name, Tool.ToolFactory tool) {
    ToolRun run = ToolRun.of(tool, "--help");
    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).startsWith("Usage: " + name).contains("Example");
  }

  @ParameterizedTest
  @MethodSource("tools")
  void version_tells_of_both_releases(String name, Tool.ToolFactory tool) {
    ToolRun run = ToolRun.of(tool, "--version");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).matches("Barnabas [0-9].* \\(protocol of Apache Kafka [0-9.]+\\)\\R");
  }

  @ParameterizedTest
  @MethodSource("tools")
  void an_unknown_option_is_named(String name, Tool.ToolFactory tool) {
    ToolRun run = ToolRun.of(tool, "--bogus");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith(name + ": ").contains("Try '" + name + " --help'.");
  }

  static Stream<Arguments> misuses() {
    return Stream.of(
        misuse(TopicsCommand::new, SERVER, "say what to do with one of --create, --list"),
        misuse(TopicsCommand::new, SERVER + "--list --create --topic t", "say what to do"),
        misuse(TopicsCommand::new, "--list", "--bootstrap-server is missing"),
        misuse(TopicsCommand::new, SERVER + "--create", "--create needs --topic"),
        misuse(TopicsCommand::new, SERVER + "--alter --topic t", "--alter needs --partitions"),
        misuse(
            TopicsCommand::new,
            SERVER + "--list --partitions 2",
            "--partitions does not go with --list"),
        misuse(
            TopicsCommand::new,
            SERVER + "--create --topic t --if-exists",
            "--if-exists does not go with --create"),
        misuse(
            TopicsCommand::new,
            SERVER + "--create --topic t --partitions 2 --replica-assignment 1,2",
            "--replica-assignment says how many partitions"),
        misuse(
            TopicsCommand::new, SERVER + "--create --topic t --partitions x", "'x' is not an int"),
        misuse(
            TopicsCommand::new,
            SERVER + "--create --topic t --config retention.ms",
            "'retention.ms' is not a setting"),
        misuse(ConfigsCommand::new, SERVER + "--describe", "say whose configurations"),
        misuse(ConfigsCommand::new, SERVER + "--topic t", "--describe and --alter"),
        misuse(ConfigsCommand::new, SERVER + "--alter --topic t", "--alter needs --add-config"),
        misuse(ConfigsCommand::new, "--describe --topic t", "--bootstrap-server is missing"),
        misuse(ConfigsCommand::new, SERVER + "--describe --broker b", "not a broker's id"),
        misuse(ConfigsCommand::new, SERVER + "--describe --entity-type users", "users have quotas"),
        misuse(
            ConfigsCommand::new,
            SERVER + "--describe --entity-type cats",
            "'cats' is no entity type"));
  }

  static Stream<Arguments> misusesOfRecords() {
    return Stream.of(
        misuse(ConsoleConsumerCommand::new, SERVER, "one of --topic and --include"),
        misuse(
            ConsoleConsumerCommand::new,
            SERVER + "--topic t --offset 3",
            "--offset needs --partition"),
        misuse(
            ConsoleConsumerCommand::new,
            SERVER + "--topic t --partition 0 --offset -3",
            "'-3' is not an offset"),
        misuse(
            ConsoleConsumerCommand::new,
            SERVER + "--topic t --group g --partition 0",
            "--group and --partition do not go together"),
        misuse(
            ConsoleConsumerCommand::new,
            SERVER + "--topic t --group g --consumer-property group.id=h",
            "--group says 'g', but group.id says 'h'"),
        misuse(
            ConsoleConsumerCommand::new,
            SERVER + "--topic t --from-beginning --consumer-property auto.offset.reset=latest",
            "--from-beginning does not go with auto.offset.reset=latest"),
        misuse(
            ConsoleConsumerCommand::new,
            SERVER + "--topic t --formatter-property key.deserializer=com.example.Mine",
            "com.example.Mine can't be loaded"),
        misuse(DumpLogCommand::new, "--deep-iteration", "--files"),
        misuse(
            DumpLogCommand::new,
            "--files a.log --remote-log-metadata-decoder",
            "can't be decoded yet"),
        misuse(
            DumpLogCommand::new,
            "--files a.log --offsets-decoder --cluster-metadata-decoder",
            "give one decoder only"),
        misuse(
            DumpLogCommand::new,
            "--files a.log --value-decoder-class com.example.Mine",
            "com.example.Mine can't be loaded"),
        misuse(LogDirsCommand::new, SERVER, "say what to do with --describe"),
        misuse(LogDirsCommand::new, SERVER + "--describe --broker-list a", "'a' is not an int"),
        misuse(DeleteRecordsCommand::new, SERVER, "--offset-json-file=FILE"),
        misuse(GetOffsetsCommand::new, SERVER + "--time noon", "Malformed time argument noon"),
        misuse(GetOffsetsCommand::new, SERVER + "--topic (", "'(' is not a regular expression"),
        misuse(
            GetOffsetsCommand::new,
            SERVER + "--partitions 0,a",
            "--partitions expects a comma separated list of numeric partition ids"),
        misuse(
            GetOffsetsCommand::new,
            SERVER + "--topic-partitions t:a",
            "Invalid rule specification: t:a"),
        misuse(
            GetOffsetsCommand::new,
            SERVER + "--topic-partitions t:1 --topic t",
            "--topic-partitions cannot be used with --topic or --partitions"),
        misuse(ConsoleProducerCommand::new, SERVER, "--topic=TOPIC"),
        misuse(
            ConsoleProducerCommand::new,
            SERVER + "--topic t --reader-property headers.separator=:",
            "headers.separator and headers.key.separator must not be the same"));
  }

  static Stream<Arguments> misusesOfGroups() {
    return Stream.of(
        groups("", "say what to do with one of --list, --describe"),
        groups("--list --describe", "say what to do"),
        groups("--list --group g", "leave out --group"),
        groups("--validate-regex a --list", "say what to do"),
        groups("--list --state Sleeping", "'Sleeping' is no state of a group"),
        groups("--list --type Odd", "'Odd' is no type of a group"),
        groups("--describe", "--describe needs one of --group and --all-groups"),
        groups("--describe --group g --all-groups", "--describe needs one of"),
        groups("--describe --group g --members --state", "--describe takes one of"),
        groups("--describe --group g --members --lag-time", "--lag-time is about offsets"),
        groups("--describe --group g --to-latest", "goes with --reset-offsets only"),
        groups("--describe --group g --topic t", "do not go with --describe"),
        groups("--delete --group g --verbose", "--verbose does not go with --delete"),
        groups("--delete-offsets --group g --group h --topic t", "--group, just one"),
        groups("--delete-offsets --group g", "--delete-offsets needs --topic"),
        groups("--reset-offsets --group g --topic t", "--reset-offsets needs one of --to-earliest"),
        groups("--reset-offsets --group g --to-latest", "needs one of --topic and --all-topics"),
        groups("--reset-offsets --group g --to-latest --to-offset 3 --topic t", "needs one of"),
        groups(
            "--reset-offsets --group g --to-latest --topic t --all-topics",
            "--topic and --all-topics do not go together"),
        groups(
            "--reset-offsets --group g --to-latest --topic t --dry-run --execute",
            "--dry-run and --execute do not go together"),
        groups(
            "--reset-offsets --group g --to-datetime noon --topic t",
            "'noon' is not a date and time"),
        groups(
            "--reset-offsets --group g --by-duration long --topic t", "'long' is not a duration"));
  }

  @Test
  void expressions_are_judged_without_a_broker() {
    assertThat(ToolRun.of(ConsumerGroupsCommand::new, "--validate-regex", "a.*").out())
        .isEqualTo("The regular expression `a.*` is valid." + System.lineSeparator());
    ToolRun bad = ToolRun.of(ConsumerGroupsCommand::new, "--validate-regex", "(a");
    assertThat(bad.exitCode()).isEqualTo(1);
    assertThat(bad.out()).startsWith("The regular expression `(a` is invalid: missing closing )");
  }

  private static Arguments groups(String arguments, String message) {
    return misuse(ConsumerGroupsCommand::new, SERVER + arguments, message);
  }

  private static Arguments misuse(Tool.ToolFactory tool, String arguments, String message) {
    return Arguments.of(tool, arguments, message);
  }

  @ParameterizedTest
  @MethodSource({"misuses", "misusesOfRecords", "misusesOfGroups"})
  void what_makes_no_sense_is_refused(Tool.ToolFactory tool, String arguments, String message) {
    ToolRun run = ToolRun.of(tool, arguments.split(" "));
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains(message);
  }

  @Test
  void a_bad_value_for_the_client_is_one_line() {
    ToolRun run =
        ToolRun.withInput(
            "a\n",
            ConsoleProducerCommand::new,
            (SERVER + "--topic t --compression-codec zip").split(" "));
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .isEqualTo(
            "kafka-console-producer.sh: Invalid value zip for configuration compression.type:"
                + " use none, gzip, snappy, lz4 or zstd"
                + System.lineSeparator());
  }

  @Test
  void without_a_broker_the_message_says_how_to_start_one() throws IOException {
    int port;
    try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = gone.getLocalPort();
    }
    ToolRun run =
        ToolRun.of(TopicsCommand::new, "--bootstrap-server", "127.0.0.1:" + port, "--list");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out())
        .isEqualTo(
            "Error while executing topic command : nothing listens at 127.0.0.1:"
                + port
                + "; is the broker running? Start it with bin/kafka-server-start.sh"
                + System.lineSeparator());
  }
}
