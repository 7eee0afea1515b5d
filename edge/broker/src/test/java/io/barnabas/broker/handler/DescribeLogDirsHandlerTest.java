package io.barnabas.broker.handler;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.broker.handler.LogDirReport.LogDir;
import io.barnabas.broker.handler.LogDirReport.LogSize;
import io.barnabas.log.TopicPartition;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.DescribeLogDirsRequest;
import io.barnabas.protocol.message.DescribeLogDirsRequest.DescribableLogDirTopic;
import io.barnabas.protocol.message.DescribeLogDirsResponse;
import io.barnabas.protocol.message.DescribeLogDirsResponse.DescribeLogDirsResult;
import io.barnabas.protocol.message.DescribeLogDirsResponse.DescribeLogDirsTopic;
import io.barnabas.replication.RefusedException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DescribeLogDirsHandlerTest {
  private static final int LATEST = 5;

  private final TestBroker broker = new TestBroker();
  private final TestClient client = broker.connect();

  @BeforeEach
  void twoDirectories() {
    broker.logDirs(
        CompletableFuture.completedStage(
            List.of(
                new LogDir(
                    "/one",
                    ErrorCode.NONE,
                    1000,
                    400,
                    List.of(size("b", 0, 10), size("a", 1, 20), size("b", 2, 30))),
                new LogDir("/two", ErrorCode.KAFKA_STORAGE_ERROR, -1, -1, List.of()))));
  }

  private static LogSize size(String topic, int partition, long sizeBytes) {
    return new LogSize(new TopicPartition(topic, partition), sizeBytes, 0, false);
  }

  static IntStream versions() {
    return IntStream.rangeClosed(0, LATEST);
  }

  private static String sizes(DescribeLogDirsResult dir) {
    StringBuilder text = new StringBuilder();
    for (DescribeLogDirsTopic topic : dir.topics()) {
      topic
          .partitions()
          .forEach(
              p -> text.append(topic.name() + p.partitionIndex() + ":" + p.partitionSize() + " "));
    }
    return text.toString().trim();
  }

  @ParameterizedTest
  @MethodSource("versions")
  void everyVersionTellsTheDirectories(int version) {
    DescribeLogDirsResponse answer = client.ask(version, new DescribeLogDirsRequest().topics(null));

    assertThat(answer.results())
        .extracting(DescribeLogDirsResult::logDir)
        .containsExactly("/one", "/two");
    assertThat(answer.results())
        .extracting(dir -> ErrorCode.forCode(dir.errorCode()))
        .containsExactly(ErrorCode.NONE, ErrorCode.KAFKA_STORAGE_ERROR);
    DescribeLogDirsResult one = answer.results().getFirst();
    assertThat(sizes(one)).isEqualTo("a1:20 b0:10 b2:30");
    assertThat(one.totalBytes()).isEqualTo(version < 4 ? -1 : 1000);
    assertThat(one.usableBytes()).isEqualTo(version < 4 ? -1 : 400);
  }

  @Test
  void onlyThePartitionsAskedForAreTold() {
    DescribeLogDirsResponse answer =
        client.ask(
            LATEST,
            new DescribeLogDirsRequest()
                .topics(
                    List.of(
                        new DescribableLogDirTopic().topic("b").partitions(List.of(1, 2)),
                        new DescribableLogDirTopic().topic("none").partitions(List.of(0)))));

    assertThat(sizes(answer.results().getFirst())).isEqualTo("b2:30");
    assertThat(answer.results()).hasSize(2);
  }

  @Test
  void aFailureIsToldForTheWholeBroker() {
    broker.logDirs(
        CompletableFuture.failedStage(
            new RefusedException(ErrorCode.KAFKA_STORAGE_ERROR, "the disk is gone")));

    DescribeLogDirsResponse answer = client.ask(LATEST, new DescribeLogDirsRequest().topics(null));

    assertThat(answer.errorCode()).isEqualTo(ErrorCode.KAFKA_STORAGE_ERROR.code());
    assertThat(answer.results()).isEmpty();
  }
}
