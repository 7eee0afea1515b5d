package io.barnabas.cli.groups;

import io.barnabas.cli.groups.TextTable.Column;
import io.barnabas.client.TopicPartition;
import io.barnabas.client.admin.GroupMember;
import io.barnabas.client.group.CommittedOffset;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What --offsets shows of a group: Kafka's columns, and after them the lag in time if it is asked
 * for, so that scripts find the others where they were.
 */
final class OffsetsView {
  private static final String NOTHING = "-";

  private final boolean verbose;
  private final boolean withLagTime;

  OffsetsView(boolean verbose, boolean withLagTime) {
    this.verbose = verbose;
    this.withLagTime = withLagTime;
  }

  /**
   * The table.
   *
   * @param ages of the oldest unread record of each partition that has one
   */
  TextTable table(String groupId, List<PartitionLag> lags, Map<TopicPartition, Duration> ages) {
    TextTable table = new TextTable(columns());
    lags.forEach(lag -> table.add(row(groupId, lag, ages)));
    return table;
  }

  private List<Column> columns() {
    List<Column> columns =
        new ArrayList<>(
            List.of(new Column("GROUP", 15), new Column("TOPIC", 15), new Column("PARTITION", 10)));
    if (verbose) {
      columns.add(new Column("LEADER-EPOCH", 15));
    }
    columns.add(new Column("CURRENT-OFFSET", 15));
    columns.add(new Column("LOG-END-OFFSET", 15));
    columns.add(new Column("LAG", 15));
    columns.add(new Column("CONSUMER-ID", 15));
    columns.add(new Column("HOST", 15));
    columns.add(new Column("CLIENT-ID", withLagTime ? 15 : 0));
    if (withLagTime) {
      columns.add(new Column("LAG-TIME", 0));
    }
    return columns;
  }

  private List<String> row(String groupId, PartitionLag lag, Map<TopicPartition, Duration> ages) {
    TopicPartition partition = lag.partition();
    List<String> row = new ArrayList<>(List.of(groupId));
    row.add(partition == null ? NOTHING : partition.topic());
    row.add(partition == null ? NOTHING : Integer.toString(partition.partition()));
    CommittedOffset committed = lag.committed();
    if (verbose) {
      row.add(
          committed == null || committed.leaderEpoch() < 0
              ? NOTHING
              : Integer.toString(committed.leaderEpoch()));
    }
    row.add(committed == null ? NOTHING : Long.toString(committed.offset()));
    row.add(orNothing(lag.endOffset()));
    row.add(orNothing(lag.lag()));
    GroupMember member = lag.member();
    row.add(member == null ? NOTHING : member.id());
    row.add(member == null ? NOTHING : member.host());
    row.add(member == null ? NOTHING : member.clientId());
    if (withLagTime) {
      row.add(lagTime(lag, ages));
    }
    return row;
  }

  private static String lagTime(PartitionLag lag, Map<TopicPartition, Duration> ages) {
    Duration age = lag.partition() == null ? null : ages.get(lag.partition());
    if (age != null) {
      return text(age);
    }
    return Objects.equals(lag.lag(), 0L) ? text(Duration.ZERO) : NOTHING;
  }

  /** The two largest units: {@code 3d4h}, {@code 5m12s}, {@code 1.250s}. */
  static String text(Duration age) {
    if (age.toDays() > 0) {
      return age.toDays() + "d" + age.toHoursPart() + "h";
    }
    if (age.toHours() > 0) {
      return age.toHours() + "h" + age.toMinutesPart() + "m";
    }
    return age.toMinutes() > 0
        ? age.toMinutes() + "m" + age.toSecondsPart() + "s"
        : "%d.%03ds".formatted(age.toSeconds(), age.toMillisPart());
  }

  private static String orNothing(@Nullable Long number) {
    return number == null ? NOTHING : Long.toString(number);
  }
}
