package io.barnabas.broker.fetch;

import static io.barnabas.broker.fetch.Fetching.from;
import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.broker.simulated.SimulatedBroker;
import io.barnabas.broker.simulated.Topics;
import io.barnabas.broker.simulated.WireClient;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.FetchRequest;
import io.barnabas.protocol.message.FetchRequest.FetchTopic;
import io.barnabas.protocol.message.FetchResponse;
import io.barnabas.protocol.message.FetchResponse.PartitionData;
import io.barnabas.protocol.primitive.Uuid;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FetchTest {
  private static final int VERSION_OF_IDS = 13;

  private final SimulatedBroker broker = SimulatedBroker.started(2);
  private final WireClient client = broker.connect();
  private final Topics topics = new Topics(client);
  private Uuid ordersId;

  @BeforeEach
  void threeRecordsInPartitionOne() {
    ordersId = topics.create("orders", 2);
    for (int i = 0; i < 3; i++) {
      topics.produce("orders", 1, Topics.batch(10));
    }
  }

  private PartitionData fetch(FetchRequest.FetchPartition partition) {
    return Fetching.only(Fetching.ask(client, Fetching.of("orders", partition)));
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 1", "2, 2"})
  void batchesAreReadFromAnOffsetOn(long offset, long first) {
    PartitionData told = fetch(from(1, offset));

    assertThat(Fetching.error(told)).isEqualTo(ErrorCode.NONE);
    assertThat(Fetching.offsets(told)).hasSize(3 - (int) offset).startsWith(first);
    assertThat(told.highWatermark()).isEqualTo(3);
    assertThat(told.lastStableOffset()).isEqualTo(3);
    assertThat(told.logStartOffset()).isZero();
  }

  @Test
  void theEndOfALogHasNothingYet() {
    PartitionData told = fetch(from(1, 3));

    assertThat(Fetching.error(told)).isEqualTo(ErrorCode.NONE);
    assertThat(Fetching.sizeBytes(told)).isZero();
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 4, Long.MAX_VALUE, Long.MIN_VALUE})
  void anOffsetOutsideOfTheLogIsOutOfRange(long offset) {
    PartitionData told = fetch(from(1, offset));

    assertThat(Fetching.error(told)).isEqualTo(ErrorCode.OFFSET_OUT_OF_RANGE);
    assertThat(Fetching.sizeBytes(told)).isZero();
    assertThat(told.highWatermark()).isEqualTo(-1);
  }

  @ParameterizedTest
  @CsvSource({"5, UNKNOWN_LEADER_EPOCH", "-2, FENCED_LEADER_EPOCH", "0, NONE", "-1, NONE"})
  void aLeaderEpochThatIsNotCurrentIsRefused(int epoch, ErrorCode error) {
    assertThat(Fetching.error(fetch(from(1, 0).currentLeaderEpoch(epoch)))).isEqualTo(error);
  }

  @Test
  void whatDoesNotExistIsUnknown() {
    assertThat(Fetching.error(fetch(from(2, 0)))).isEqualTo(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
    FetchResponse answer = Fetching.ask(client, Fetching.of("nowhere", from(0, 0)));
    assertThat(Fetching.error(Fetching.only(answer)))
        .isEqualTo(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
  }

  private FetchResponse fetchById(Uuid id) {
    FetchRequest request =
        Fetching.of("", from(1, 0))
            .topics(List.of(new FetchTopic().topicId(id).partitions(List.of(from(1, 0)))));
    return client.ask(VERSION_OF_IDS, request);
  }

  @Test
  void aTopicIsFoundByItsId() {
    FetchResponse answer = fetchById(ordersId);

    assertThat(answer.responses().getFirst().topicId()).isEqualTo(ordersId);
    assertThat(Fetching.offsets(Fetching.only(answer))).containsExactly(0L, 1L, 2L);
  }

  @Test
  void anUnknownIdIsToldApart() {
    FetchResponse answer = fetchById(new Uuid(4, 2));

    assertThat(Fetching.error(Fetching.only(answer))).isEqualTo(ErrorCode.UNKNOWN_TOPIC_ID);
  }

  @Test
  void aFailingPartitionDoesNotKeepTheOthersFromAnswering() {
    FetchRequest request = Fetching.of("orders", from(7, 0), from(1, 9), from(1, 0)).maxWaitMs(500);

    FetchResponse answer = Fetching.ask(client, request);

    assertThat(Fetching.partitions(answer))
        .extracting(Fetching::error)
        .containsExactly(
            ErrorCode.UNKNOWN_TOPIC_OR_PARTITION, ErrorCode.OFFSET_OUT_OF_RANGE, ErrorCode.NONE);
  }

  @Test
  void noFileIsLeftOpenByFetches() {
    fetch(from(1, 0));
    int open = broker.volume().openFiles();

    for (int i = 0; i < 10; i++) {
      fetch(from(1, 0));
      Fetching.ask(client, Fetching.of("orders", from(1, 0), from(0, 5), from(1, 1)).maxBytes(1));
    }

    assertThat(broker.volume().openFiles()).isEqualTo(open);
  }
}
