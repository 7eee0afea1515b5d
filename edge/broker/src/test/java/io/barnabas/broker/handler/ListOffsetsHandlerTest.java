package io.barnabas.broker.handler;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.ListOffsetsRequest;
import io.barnabas.protocol.message.ListOffsetsRequest.ListOffsetsPartition;
import io.barnabas.protocol.message.ListOffsetsRequest.ListOffsetsTopic;
import io.barnabas.protocol.message.ListOffsetsResponse;
import io.barnabas.protocol.message.ListOffsetsResponse.ListOffsetsPartitionResponse;
import io.barnabas.record.RecordBatchBuilder;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ListOffsetsHandlerTest {
  private static final int LATEST = 11;
  private static final long END = -1;
  private static final long START = -2;
  private static final long MAX_TIMESTAMP = -3;

  private final TestBroker broker = new TestBroker();
  private final TestClient client = broker.connect();

  @BeforeEach
  void threeRecords() {
    client.createTopic("orders", 2);
    RecordBatchBuilder batch = new RecordBatchBuilder();
    for (long timestampMs : new long[] {100, 300, 200}) {
      batch.add(timestampMs, null, ByteBuffer.wrap(new byte[] {1}));
    }
    client.produce("orders", 0, batch.build());
  }

  static IntStream versions() {
    return IntStream.rangeClosed(1, LATEST);
  }

  private static ListOffsetsPartition partition(int index, long timestamp) {
    return new ListOffsetsPartition().partitionIndex(index).timestamp(timestamp);
  }

  private ListOffsetsPartitionResponse ask(int version, ListOffsetsPartition asked) {
    return ask(version, "orders", asked);
  }

  private ListOffsetsPartitionResponse ask(int version, String topic, ListOffsetsPartition asked) {
    ListOffsetsResponse answer =
        client.ask(
            version,
            new ListOffsetsRequest()
                .replicaId(-1)
                .topics(List.of(new ListOffsetsTopic().name(topic).partitions(List.of(asked)))));
    assertThat(answer.topics().getFirst().name()).isEqualTo(topic);
    return answer.topics().getFirst().partitions().getFirst();
  }

  private static ErrorCode error(ListOffsetsPartitionResponse answer) {
    return ErrorCode.forCode(answer.errorCode());
  }

  @ParameterizedTest
  @MethodSource("versions")
  void everyVersionFindsTheEndsAndTimes(int version) {
    ListOffsetsPartitionResponse start = ask(version, partition(0, START));
    ListOffsetsPartitionResponse end = ask(version, partition(0, END));
    ListOffsetsPartitionResponse atTime = ask(version, partition(0, 101));

    assertThat(start.offset()).isZero();
    assertThat(start.timestamp()).isEqualTo(-1);
    assertThat(end.offset()).isEqualTo(3);
    assertThat(end.timestamp()).isEqualTo(-1);
    assertThat(atTime.offset()).isEqualTo(1);
    assertThat(atTime.timestamp()).isEqualTo(300);
    assertThat(end.leaderEpoch()).isEqualTo(version >= 4 ? 0 : -1);
  }

  @Test
  void noRecordAsNewHasNoOffset() {
    ListOffsetsPartitionResponse answer = ask(LATEST, partition(0, 301));

    assertThat(error(answer)).isEqualTo(ErrorCode.NONE);
    assertThat(answer.offset()).isEqualTo(-1);
    assertThat(answer.timestamp()).isEqualTo(-1);
  }

  @Test
  void theLargestTimestampIsFoundWhereverItIs() {
    ListOffsetsPartitionResponse answer = ask(LATEST, partition(0, MAX_TIMESTAMP));

    assertThat(answer.offset()).isEqualTo(1);
    assertThat(answer.timestamp()).isEqualTo(300);
  }

  @Test
  void anEmptyPartitionHasNoLargestTimestamp() {
    assertThat(ask(LATEST, partition(1, MAX_TIMESTAMP)).offset()).isEqualTo(-1);
  }

  @ParameterizedTest(name = "{0} from version {1} on is {2}")
  @CsvSource({"-3,7,1", "-4,8,0", "-5,9,-1", "-6,11,-1"})
  void specialTimestampsNeedTheirVersion(long timestamp, int version, long offset) {
    ListOffsetsPartitionResponse tooOld = ask(version - 1, partition(0, timestamp));
    ListOffsetsPartitionResponse answer = ask(version, partition(0, timestamp));

    assertThat(error(tooOld)).isEqualTo(ErrorCode.UNSUPPORTED_VERSION);
    assertThat(error(answer)).isEqualTo(ErrorCode.NONE);
    assertThat(answer.offset()).isEqualTo(offset);
  }

  @Test
  void anUnknownSpecialTimestampIsRefused() {
    for (long timestamp : new long[] {-7, Integer.MIN_VALUE, Long.MIN_VALUE}) {
      assertThat(error(ask(LATEST, partition(0, timestamp))))
          .isEqualTo(ErrorCode.UNSUPPORTED_VERSION);
    }
  }

  @ParameterizedTest(name = "{0} with {1} at most: {2}")
  @CsvSource({
    "-1,1,3",
    "-1,5,3 0",
    "-2,5,0",
    "101,1,1",
    "101,5,1 0",
    "999,1,3",
    "-1,0,''",
    "-1,-4,''"
  })
  void version0HasListsOfOffsets(long timestamp, int maxOffsets, String offsets) {
    ListOffsetsPartitionResponse answer = ask(0, partition(0, timestamp).maxNumOffsets(maxOffsets));

    assertThat(String.join(" ", answer.oldStyleOffsets().stream().map(String::valueOf).toList()))
        .isEqualTo(offsets);
  }

  @Test
  void whatIsNotThereIsRefused() {
    assertThat(error(ask(LATEST, "none", partition(0, END))))
        .isEqualTo(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
    assertThat(error(ask(0, partition(2, END)))).isEqualTo(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
    assertThat(error(ask(LATEST, partition(-1, END))))
        .isEqualTo(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
  }

  @Test
  void anotherLeaderEpochIsRefused() {
    assertThat(error(ask(LATEST, partition(0, END).currentLeaderEpoch(1))))
        .isEqualTo(ErrorCode.UNKNOWN_LEADER_EPOCH);
    assertThat(error(ask(LATEST, partition(0, END).currentLeaderEpoch(0))))
        .isEqualTo(ErrorCode.NONE);
  }

  @Test
  void readCommittedSeesTheEndOfFinishedTransactions() {
    ListOffsetsResponse answer =
        client.ask(
            2,
            new ListOffsetsRequest()
                .replicaId(-1)
                .isolationLevel((byte) 1)
                .topics(
                    List.of(
                        new ListOffsetsTopic()
                            .name("orders")
                            .partitions(List.of(partition(0, END), partition(1, END))))));

    assertThat(answer.topics().getFirst().partitions())
        .extracting(ListOffsetsPartitionResponse::partitionIndex)
        .containsExactly(0, 1);
    assertThat(answer.topics().getFirst().partitions())
        .extracting(ListOffsetsPartitionResponse::offset)
        .containsExactly(3L, 0L);
  }
}
