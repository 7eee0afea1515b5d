package io.barnabas.cli.groups;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.client.TopicPartition;
import io.barnabas.client.admin.GroupMember;
import io.barnabas.client.group.CommittedOffset;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OffsetsViewTest {
  private static final TopicPartition PARTITION = new TopicPartition("orders", 0);
  private static final GroupMember MEMBER =
      new GroupMember("consumer-1-abc", null, "billing", "/10.0.0.1", List.of(PARTITION), null);

  private static final List<PartitionLag> LAGS =
      List.of(
          new PartitionLag(PARTITION, new CommittedOffset(3, 2, ""), 10L, MEMBER),
          new PartitionLag(new TopicPartition("gone", 1), CommittedOffset.at(5), null, null),
          new PartitionLag(null, null, null, MEMBER));

  private static String printed(OffsetsView view) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    view.table("g", LAGS, Map.of(PARTITION, Duration.ofSeconds(75)))
        .print(new PrintStream(out, true, StandardCharsets.UTF_8));
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void columns_are_those_of_kafkas_tool() {
    assertThat(printed(new OffsetsView(false, false)))
        .isEqualTo(
            """
            GROUP           TOPIC           PARTITION  CURRENT-OFFSET  LOG-END-OFFSET  LAG             CONSUMER-ID     HOST            CLIENT-ID
            g               orders          0          3               10              7               consumer-1-abc  /10.0.0.1       billing
            g               gone            1          5               -               -               -               -               -
            g               -               -          -               -               -               consumer-1-abc  /10.0.0.1       billing
            """);
  }

  @Test
  void lag_in_time_is_behind_them() {
    assertThat(printed(new OffsetsView(true, true)).lines().limit(2))
        .map(line -> line.replaceAll(" +", " "))
        .containsExactly(
            "GROUP TOPIC PARTITION LEADER-EPOCH CURRENT-OFFSET LOG-END-OFFSET LAG CONSUMER-ID HOST"
                + " CLIENT-ID LAG-TIME",
            "g orders 0 2 3 10 7 consumer-1-abc /10.0.0.1 billing 1m15s");
  }

  @ParameterizedTest
  @CsvSource({
    "PT0S, 0.000s",
    "PT1.25S, 1.250s",
    "PT5M12S, 5m12s",
    "PT1H59M59S, 1h59m",
    "P3DT4H, 3d4h"
  })
  void an_age_has_two_units(String age, String text) {
    assertThat(OffsetsView.text(Duration.parse(age))).isEqualTo(text);
  }
}
