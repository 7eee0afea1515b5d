package io.barnabas.broker.handler;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.OffsetForLeaderEpochRequest;
import io.barnabas.protocol.message.OffsetForLeaderEpochRequest.OffsetForLeaderPartition;
import io.barnabas.protocol.message.OffsetForLeaderEpochRequest.OffsetForLeaderTopic;
import io.barnabas.protocol.message.OffsetForLeaderEpochResponse;
import io.barnabas.protocol.message.OffsetForLeaderEpochResponse.EpochEndOffset;
import io.barnabas.record.RecordBatchBuilder;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OffsetForLeaderEpochHandlerTest {
  private static final int LATEST = 4;

  private final TestBroker broker = new TestBroker();
  private final TestClient client = broker.connect();

  @BeforeEach
  void oneRecord() {
    client.createTopic("orders", 1);
    client.produce(
        "orders",
        0,
        new RecordBatchBuilder().add(1, null, ByteBuffer.wrap(new byte[] {1})).build());
  }

  static IntStream versions() {
    return IntStream.rangeClosed(0, LATEST);
  }

  private EpochEndOffset ask(int version, String topic, OffsetForLeaderPartition asked) {
    OffsetForLeaderEpochResponse answer =
        client.ask(
            version,
            new OffsetForLeaderEpochRequest()
                .topics(
                    List.of(new OffsetForLeaderTopic().topic(topic).partitions(List.of(asked)))));
    assertThat(answer.topics().getFirst().topic()).isEqualTo(topic);
    return answer.topics().getFirst().partitions().getFirst();
  }

  private static OffsetForLeaderPartition epoch(int epoch) {
    return new OffsetForLeaderPartition().partition(0).leaderEpoch(epoch);
  }

  @ParameterizedTest
  @MethodSource("versions")
  void everyVersionTellsTheEndOfAnEpoch(int version) {
    EpochEndOffset end = ask(version, "orders", epoch(0));

    assertThat(end.errorCode()).isZero();
    assertThat(end.endOffset()).isEqualTo(1);
    assertThat(end.leaderEpoch()).isEqualTo(version == 0 ? -1 : 0);
  }

  @Test
  void nothingIsKnownOfAnEpochYetToCome() {
    EpochEndOffset end = ask(LATEST, "orders", epoch(9));

    assertThat(end.errorCode()).isZero();
    assertThat(end.endOffset()).isEqualTo(-1);
    assertThat(end.leaderEpoch()).isEqualTo(-1);
  }

  @Test
  void anAskerInAnotherEpochIsRefused() {
    EpochEndOffset end = ask(LATEST, "orders", epoch(0).currentLeaderEpoch(5));

    assertThat(end.errorCode()).isEqualTo(ErrorCode.UNKNOWN_LEADER_EPOCH.code());
    assertThat(end.endOffset()).isEqualTo(-1);
  }

  @Test
  void whatIsNotThereIsRefused() {
    short unknown = ErrorCode.UNKNOWN_TOPIC_OR_PARTITION.code();

    assertThat(ask(LATEST, "none", epoch(0)).errorCode()).isEqualTo(unknown);
    assertThat(ask(LATEST, "orders", epoch(0).partition(1)).errorCode()).isEqualTo(unknown);
  }
}
