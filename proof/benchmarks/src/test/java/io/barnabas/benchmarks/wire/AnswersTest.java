package io.barnabas.benchmarks.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.message.FetchResponseData;
import org.apache.kafka.common.message.FetchResponseData.FetchableTopicResponse;
import org.apache.kafka.common.message.FetchResponseData.PartitionData;
import org.apache.kafka.common.message.ProduceResponseData;
import org.apache.kafka.common.message.ProduceResponseData.PartitionProduceResponse;
import org.apache.kafka.common.message.ProduceResponseData.TopicProduceResponse;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.junit.jupiter.api.Test;

class AnswersTest {
  @Property(tries = 100)
  void produceIsRefusedExactlyWhenOnePartitionHasAnError(
      @ForAll @IntRange(min = 1, max = 12) int partitions,
      @ForAll @IntRange(max = 11) int failing,
      @ForAll @IntRange(min = -1, max = 120) int errorCode) {
    ByteBuffer answer = produceAnswer(partitions, failing, errorCode);

    if (failing < partitions && errorCode != 0) {
      assertThatThrownBy(() -> ProduceAnswer.check(answer, partitions))
          .hasMessageContaining("error code " + errorCode);
    } else {
      assertThatCode(() -> ProduceAnswer.check(answer, partitions)).doesNotThrowAnyException();
    }
  }

  @Test
  void produceIsRefusedWhenAPartitionIsMissing() {
    ByteBuffer answer = produceAnswer(5, 0, 0);

    assertThatThrownBy(() -> ProduceAnswer.check(answer, 6)).hasMessageContaining("5 partitions");
  }

  @Test
  void theAnswerForOnePartitionIsWhatKafkaWouldWrite() {
    ByteBuffer frame = ByteBuffer.wrap(ProduceAnswer.ofOnePartition());

    assertThat(frame.getInt()).isEqualTo(frame.remaining());
    ProduceAnswer.check(frame, 1);
    ByteBuffer body = frame.slice(frame.position() + 5, frame.remaining() - 5);
    ProduceResponseData read = new ProduceResponseData(new ByteBufferAccessor(body), (short) 13);
    assertThat(read.responses().iterator().next().partitionResponses()).hasSize(1);
    assertThat(body.hasRemaining()).isFalse();
  }

  @Property(tries = 100)
  void fetchTellsTheSizeOfTheRecordsFromTheHeadAlone(
      @ForAll @IntRange(min = 1, max = 200) int batches) {
    Batch batch = Batch.of(10, 100, 0);
    ByteBuffer records = ByteBuffer.allocate(batches * batch.sizeInBytes());
    for (int i = 0; i < batches; i++) {
      records.put(batch.bytes());
    }
    ByteBuffer answer = fetchAnswer(0, 0, records.flip());

    ByteBuffer head = answer.slice(0, FetchAnswer.HEAD_BYTES);

    assertThat(FetchAnswer.recordBytes(head)).isEqualTo(batches * batch.sizeInBytes());
  }

  @Test
  void fetchWithoutRecordsHasNone() {
    assertThat(FetchAnswer.recordBytes(fetchAnswer(0, 0, ByteBuffer.allocate(0)))).isZero();
    ByteBuffer noTopic =
        Official.answer(ApiKeys.FETCH, 17, 3, new FetchResponseData().setResponses(List.of()));
    assertThat(FetchAnswer.recordBytes(noTopic)).isZero();
  }

  @Test
  void fetchWithAnErrorIsRefused() {
    ByteBuffer nothing = ByteBuffer.allocate(0);

    assertThatThrownBy(() -> FetchAnswer.recordBytes(fetchAnswer(70, 0, nothing)))
        .hasMessageContaining("error code 70");
    assertThatThrownBy(() -> FetchAnswer.recordBytes(fetchAnswer(0, 1, nothing)))
        .hasMessageContaining("error code 1");
  }

  private static ByteBuffer produceAnswer(int partitions, int failing, int errorCode) {
    TopicProduceResponse topic = new TopicProduceResponse().setTopicId(new Uuid(1, 2));
    for (int i = 0; i < partitions; i++) {
      topic
          .partitionResponses()
          .add(
              new PartitionProduceResponse()
                  .setIndex(i)
                  .setBaseOffset(1L << 40)
                  .setErrorCode((short) (i == failing ? errorCode : 0)));
    }
    ProduceResponseData data = new ProduceResponseData();
    data.responses().add(topic);
    return Official.answer(ApiKeys.PRODUCE, 13, 5, data);
  }

  private static ByteBuffer fetchAnswer(int error, int partitionError, ByteBuffer records) {
    PartitionData partition =
        new PartitionData()
            .setErrorCode((short) partitionError)
            .setHighWatermark(1L << 40)
            .setRecords(MemoryRecords.readableRecords(records));
    FetchableTopicResponse topic =
        new FetchableTopicResponse().setTopicId(new Uuid(1, 2)).setPartitions(List.of(partition));
    return Official.answer(
        ApiKeys.FETCH,
        17,
        3,
        new FetchResponseData().setErrorCode((short) error).setResponses(List.of(topic)));
  }
}
