package io.barnabas.cli.logdirs;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.client.TopicPartition;
import io.barnabas.client.admin.LogDir;
import io.barnabas.protocol.ErrorCode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The text is what Kafka 4.3.1's tool prints. */
class LogDirsJsonTest {
  private static final List<LogDir> DIRS =
      List.of(
          new LogDir("/gone", ErrorCode.KAFKA_STORAGE_ERROR, List.of(), -1),
          new LogDir(
              "/data",
              ErrorCode.NONE,
              List.of(
                  new LogDir.Replica(new TopicPartition("a", 0), 100, 7, true),
                  new LogDir.Replica(new TopicPartition("b", 3), 0, 0, false)),
              1000));

  private static String json(List<String> topics) {
    return new LogDirsJson(topics).of(new TreeMap<>(Map.of(4, DIRS)));
  }

  @Test
  void a_failed_directory_has_an_error_and_a_copy_that_is_filled_a_lag() {
    assertThat(json(List.of()))
        .isEqualTo(
            "{\"brokers\":[{\"broker\":4,\"logDirs\":[{\"partitions\":[],"
                + "\"error\":\"org.apache.kafka.common.errors.KafkaStorageException\","
                + "\"logDir\":\"/gone\"},{\"partitions\":["
                + "{\"partition\":\"a-0\",\"size\":100,\"offsetLag\":7,\"isFuture\":true},"
                + "{\"partition\":\"b-3\",\"size\":0,\"offsetLag\":0,\"isFuture\":false}],"
                + "\"error\":null,\"logDir\":\"/data\"}]}],\"version\":1}");
  }

  @Test
  void only_the_topics_asked_for_are_shown() {
    assertThat(json(List.of("b", "c"))).contains("b-3", "/gone", "/data").doesNotContain("a-0");
  }
}
