package io.barnabas.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.cli.ToolRun;
import io.barnabas.cli.consumer.ConsoleConsumerCommand;
import io.barnabas.cli.groups.ConsumerGroupsCommand;
import io.barnabas.cli.producer.ConsoleProducerCommand;
import io.barnabas.cli.topics.TopicsCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Groups as the tools make, show and change them; the output is that of Kafka 4.3.1's tool. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GroupsTest {
  private static TestBroker broker;

  @BeforeAll
  static void start(@TempDir Path data) {
    broker = TestBroker.start(data);
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  private static void create(String topic, int partitions) {
    broker.run(TopicsCommand::new, "--create --topic " + topic + " --partitions " + partitions);
  }

  private static void send(String topic, String lines) {
    ToolRun run = broker.runWithInput(lines, ConsoleProducerCommand::new, "--topic " + topic);
    assertThat(run.exitCode()).isZero();
  }

  private static ToolRun consume(String arguments) {
    return broker.run(ConsoleConsumerCommand::new, arguments);
  }

  private static CompletableFuture<ToolRun> startToConsume(String arguments) {
    return CompletableFuture.supplyAsync(() -> consume(arguments), Thread::startVirtualThread);
  }

  private static ToolRun groups(String arguments) {
    return broker.run(ConsumerGroupsCommand::new, arguments);
  }

  /** The lines of a table, its title first, each with single spaces. */
  private static List<String> table(ToolRun run) {
    return run.out()
        .lines()
        .filter(line -> !line.isBlank())
        .map(line -> line.strip().replaceAll(" +", " "))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"classic", "consumer"})
  void a_group_goes_on_where_it_has_stopped(String protocol) {
    String topic = "resume-" + protocol;
    String member =
        "--topic "
            + topic
            + " --group "
            + topic
            + " --consumer-property group.protocol="
            + protocol;
    create(topic, 1);
    send(topic, "a\nb\nc\n");
    ToolRun first = consume(member + " --from-beginning --max-messages 2");
    assertThat(first.err()).isEqualTo("Processed a total of 2 messages" + System.lineSeparator());
    assertThat(first.out()).isEqualTo("a\nb\n");
    assertThat(table(groups("--describe --group " + topic)))
        .containsExactly(
            "GROUP TOPIC PARTITION CURRENT-OFFSET LOG-END-OFFSET LAG CONSUMER-ID HOST CLIENT-ID",
            topic + " " + topic + " 0 2 3 1 - - -");
    assertThat(consume(member + " --from-beginning --max-messages 1").out()).isEqualTo("c\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"range", "roundrobin", "sticky", "cooperative-sticky"})
  void two_classic_members_share_a_topic(String assignor) {
    assertTwoMembersShare(
        "shared-" + assignor, "--consumer-property partition.assignment.strategy=" + assignor);
  }

  @ParameterizedTest
  @ValueSource(strings = {"uniform", "range"})
  void two_members_of_the_consumer_protocol_share_a_topic(String assignor) {
    assertTwoMembersShare(
        "shared-by-" + assignor,
        "--consumer-property group.protocol=consumer --consumer-property group.remote.assignor="
            + assignor);
  }

  /** Lines are sent until both have got one, which they don't if one has all partitions. */
  private static void assertTwoMembersShare(String topic, String settings) {
    create(topic, 2);
    String reading = "--topic " + topic + " --group " + topic + " --max-messages 200 " + settings;
    CompletableFuture<ToolRun> first = startToConsume(reading);
    CompletableFuture<ToolRun> second = startToConsume(reading);
    while (membersWithOnePartition(topic) < 2) {
      Thread.onSpinWait();
    }
    while (!first.isDone() || !second.isDone()) {
      send(topic, IntStream.range(0, 50).mapToObj(i -> i + "\n").collect(Collectors.joining()));
    }
    assertThat(first.join().exitCode()).isZero();
    assertThat(second.join().exitCode()).isZero();
  }

  private static long membersWithOnePartition(String group) {
    return table(groups("--describe --members --group " + group)).stream()
        .filter(line -> line.startsWith(group + " ") && line.endsWith(" 1"))
        .count();
  }

  @Test
  void topics_are_chosen_by_expression_in_both_protocols() {
    create("chosen-a", 1);
    create("chosen-b", 1);
    send("chosen-a", "a\n");
    send("chosen-b", "b\n");
    for (String protocol : List.of("classic", "consumer")) {
      ToolRun run =
          consume(
              "--include chosen-.* --from-beginning --max-messages 2 --consumer-property"
                  + " group.protocol="
                  + protocol);
      assertThat(run.out().lines()).containsExactlyInAnyOrder("a", "b");
    }
  }

  @Test
  void without_a_group_nothing_is_left_behind() {
    create("traceless", 1);
    send("traceless", "a\n");
    String reading = "--topic traceless --from-beginning --max-messages 1";
    assertThat(consume(reading).out()).isEqualTo("a\n");
    assertThat(consume(reading).out()).isEqualTo("a\n");
  }

  private static void groupWithOffsets(String group) {
    create(group, 2);
    send(group, "a\nb\nc\nd\n");
    consume("--topic " + group + " --group " + group + " --from-beginning --max-messages 4");
  }

  @Test
  void groups_are_listed_with_states_and_types() {
    groupWithOffsets("listed");
    assertThat(table(groups("--list"))).contains("listed");
    assertThat(table(groups("--list --state")).getFirst()).isEqualTo("GROUP STATE");
    assertThat(table(groups("--list --state empty"))).contains("listed Empty");
    assertThat(table(groups("--list --state stable"))).doesNotContain("listed Empty");
    assertThat(table(groups("--list --type classic --state")))
        .contains("GROUP TYPE STATE", "listed Classic Empty");
  }

  @Test
  void a_group_is_described_as_a_whole() {
    groupWithOffsets("whole");
    ToolRun state = groups("--describe --state --group whole");
    assertThat(table(state).getFirst())
        .isEqualTo("GROUP COORDINATOR (ID) ASSIGNMENT-STRATEGY STATE #MEMBERS");
    assertThat(table(state).getLast()).matches("whole \\S+:\\d+ \\(1\\) - Empty 0");
    assertThat(state.err()).contains("Consumer group 'whole' has no active members.");
    assertThat(table(groups("--describe --lag-time --group whole")).getFirst())
        .endsWith("CLIENT-ID LAG-TIME");
    ToolRun missing = groups("--describe --group nobody");
    assertThat(missing.exitCode()).isEqualTo(1);
    assertThat(missing.out()).contains("Group nobody not found.");
  }

  @Test
  void offsets_are_reset_only_when_that_is_asked_for() {
    groupWithOffsets("reset");
    String reset = "--reset-offsets --group reset --topic reset ";
    assertThat(table(groups(reset + "--to-earliest")))
        .containsExactly("GROUP TOPIC PARTITION NEW-OFFSET", "reset reset 0 0", "reset reset 1 0");
    assertThat(consume("--topic reset --group reset --timeout-ms 1").out()).isEmpty();
    groups(reset + "--to-earliest --execute");
    assertThat(
            consume("--topic reset --group reset --max-messages 4").out().lines().sorted().toList())
        .containsExactly("a", "b", "c", "d");
  }

  @Test
  void offsets_are_moved_in_all_ways(@TempDir Path folder) throws IOException {
    create("moved", 1);
    send("moved", "a\nb\nc\nd\n");
    String reset = "--reset-offsets --group moved --topic moved:0 --execute ";
    assertThat(newOffset(reset + "--to-offset 3")).isEqualTo("3");
    assertThat(newOffset(reset + "--shift-by -2")).isEqualTo("1");
    assertThat(newOffset(reset + "--to-current")).isEqualTo("1");
    assertThat(newOffset(reset + "--to-latest")).isEqualTo("4");
    assertThat(newOffset(reset + "--to-earliest")).isEqualTo("0");
    assertThat(newOffset(reset + "--to-offset 99")).isEqualTo("4");
    assertThat(newOffset(reset + "--to-datetime 2020-01-01T00:00:00.000")).isEqualTo("0");
    assertThat(newOffset(reset + "--by-duration P1000D")).isEqualTo("0");
    Path plan = folder.resolve("plan.csv");
    Files.writeString(plan, groups(reset + "--to-offset 2 --export").out());
    assertThat(Files.readString(plan)).isEqualTo("moved,0,2" + System.lineSeparator());
    groups(reset + "--to-latest");
    assertThat(newOffset("--reset-offsets --group moved --execute --from-file " + plan))
        .isEqualTo("2");
    assertThat(table(groups("--describe --group moved")).getLast())
        .isEqualTo("moved moved 0 2 4 2 - - -");
  }

  private static String newOffset(String arguments) {
    String last = table(groups(arguments)).getLast();
    return last.substring(last.lastIndexOf(' ') + 1);
  }

  @Test
  void a_group_with_members_is_left_alone() {
    create("busy", 1);
    CompletableFuture<ToolRun> member =
        startToConsume("--topic busy --group busy --from-beginning --max-messages 1");
    while (membersWithOnePartition("busy") < 1) {
      Thread.onSpinWait();
    }
    ToolRun deletion = groups("--delete --group busy");
    assertThat(deletion.exitCode()).isEqualTo(1);
    assertThat(deletion.out()).contains("* Group 'busy' could not be deleted due to: ");
    ToolRun reset = groups("--reset-offsets --group busy --topic busy --to-latest --execute");
    assertThat(reset.exitCode()).isEqualTo(1);
    assertThat(reset.out()).contains("inactive, but the current state is Stable.");
    ToolRun offsets = groups("--delete-offsets --group busy --topic busy");
    assertThat(offsets.exitCode()).isEqualTo(1);
    send("busy", "a\n");
    assertThat(member.join().out()).isEqualTo("a\n");
  }

  @Test
  void offsets_and_groups_are_deleted() {
    groupWithOffsets("doomed");
    assertThat(table(groups("--delete-offsets --group doomed --topic doomed:0")))
        .containsExactly(
            "Request succeeded for deleting offsets from group doomed.",
            "TOPIC PARTITION STATUS",
            "doomed 0 Successful");
    assertThat(table(groups("--describe --group doomed")))
        .hasSize(2)
        .last()
        .asString()
        .startsWith("doomed doomed 1 ");
    assertThat(groups("--delete --group doomed").out())
        .isEqualTo(
            "Deletion of requested consumer groups ('doomed') was successful."
                + System.lineSeparator());
    assertThat(table(groups("--list"))).doesNotContain("doomed");
  }
}
