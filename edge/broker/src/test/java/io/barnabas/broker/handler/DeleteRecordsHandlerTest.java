package io.barnabas.broker.handler;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.metadata.image.ConfigResource;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.DeleteRecordsRequest;
import io.barnabas.protocol.message.DeleteRecordsRequest.DeleteRecordsPartition;
import io.barnabas.protocol.message.DeleteRecordsRequest.DeleteRecordsTopic;
import io.barnabas.protocol.message.DeleteRecordsResponse;
import io.barnabas.protocol.message.DeleteRecordsResponse.DeleteRecordsPartitionResult;
import io.barnabas.record.RecordBatchBuilder;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeleteRecordsHandlerTest {
  private static final int LATEST = 2;

  private final TestBroker broker = new TestBroker();
  private final TestClient client = broker.connect();

  @BeforeEach
  void threeRecords() {
    client.createTopic("orders", 1);
    RecordBatchBuilder batch = new RecordBatchBuilder();
    for (int i = 0; i < 3; i++) {
      batch.add(i, ByteBuffer.wrap(new byte[] {1}), ByteBuffer.wrap(new byte[] {2}));
    }
    client.produce("orders", 0, batch.build());
  }

  private DeleteRecordsPartitionResult ask(int version, String topic, int partition, long offset) {
    DeleteRecordsResponse answer =
        client.ask(
            version,
            new DeleteRecordsRequest()
                .topics(
                    List.of(
                        new DeleteRecordsTopic()
                            .name(topic)
                            .partitions(
                                List.of(
                                    new DeleteRecordsPartition()
                                        .partitionIndex(partition)
                                        .offset(offset))))));
    assertThat(answer.topics().getFirst().name()).isEqualTo(topic);
    return answer.topics().getFirst().partitions().getFirst();
  }

  private static ErrorCode error(DeleteRecordsPartitionResult result) {
    return ErrorCode.forCode(result.errorCode());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void everyVersionMovesTheStartOfTheLog(int version) {
    DeleteRecordsPartitionResult result = ask(version, "orders", 0, 2);

    assertThat(error(result)).isEqualTo(ErrorCode.NONE);
    assertThat(result.lowWatermark()).isEqualTo(2);
  }

  @Test
  void theHighWatermarkHasANumberOfItsOwn() {
    assertThat(ask(LATEST, "orders", 0, -1).lowWatermark()).isEqualTo(3);
  }

  @Test
  void theStartNeverMovesBack() {
    ask(LATEST, "orders", 0, 2);

    assertThat(ask(LATEST, "orders", 0, 1).lowWatermark()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(longs = {4, Long.MAX_VALUE, -2, Long.MIN_VALUE})
  void anOffsetOutsideTheLogIsRefused(long offset) {
    DeleteRecordsPartitionResult result = ask(LATEST, "orders", 0, offset);

    assertThat(error(result)).isEqualTo(ErrorCode.OFFSET_OUT_OF_RANGE);
    assertThat(result.lowWatermark()).isEqualTo(-1);
  }

  @ParameterizedTest
  @CsvSource({"compact,POLICY_VIOLATION", "'compact,delete',NONE", "delete,NONE"})
  void compactionAloneDecidesWhatLeavesACompactedTopic(String policy, ErrorCode error) {
    client.setConfig(ConfigResource.Type.TOPIC, "orders", "cleanup.policy", policy);

    assertThat(error(ask(LATEST, "orders", 0, 1))).isEqualTo(error);
  }

  @Test
  void whatIsNotThereIsRefused() {
    assertThat(error(ask(LATEST, "none", 0, 0))).isEqualTo(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
    assertThat(error(ask(LATEST, "orders", 1, 0))).isEqualTo(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
  }

  @Test
  void recordsOfCoordinatorsAreNotDeletedByClients() {
    client.createTopic("__consumer_offsets", 1);

    assertThat(error(ask(LATEST, "__consumer_offsets", 0, 0)))
        .isEqualTo(ErrorCode.INVALID_TOPIC_EXCEPTION);
  }
}
