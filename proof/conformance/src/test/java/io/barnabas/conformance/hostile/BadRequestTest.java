package io.barnabas.conformance.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.conformance.broker.Broker;
import io.barnabas.conformance.broker.SharedBroker;
import io.barnabas.conformance.client.Topics;
import io.barnabas.conformance.wire.Batches;
import io.barnabas.conformance.wire.Requests;
import io.barnabas.conformance.wire.Wire;
import io.barnabas.protocol.ApiKey;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.FetchRequest;
import io.barnabas.protocol.message.FetchRequest.FetchPartition;
import io.barnabas.protocol.message.FetchResponse;
import io.barnabas.protocol.message.ListOffsetsRequest;
import io.barnabas.protocol.message.ListOffsetsRequest.ListOffsetsPartition;
import io.barnabas.protocol.message.ListOffsetsRequest.ListOffsetsTopic;
import io.barnabas.protocol.message.ListOffsetsResponse;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SharedBroker.class)
class BadRequestTest {
  private static final int FUTURE_EPOCH = 7;

  @ParameterizedTest
  @ValueSource(longs = {-5, 4, Long.MAX_VALUE, Long.MIN_VALUE})
  void anOffsetOutOfRangeIsToldSo(long offset, Broker broker) throws IOException {
    String topic = Topics.create(broker, "out-of-range");
    try (Wire wire = Wire.to(broker)) {
      Requests.produced(wire, 9, topic, Batches.of(3));

      assertThat(Requests.fetched(wire, 11, topic, offset).errorCode())
          .isEqualTo(ErrorCode.OFFSET_OUT_OF_RANGE.code());
      assertThat(Requests.fetched(wire, 11, topic, 3).errorCode()).isZero();
    }
  }

  @Test
  void aLeaderEpochThatIsNotYetIsRefused(Broker broker) throws IOException {
    String topic = Topics.create(broker, "epoch");
    try (Wire wire = Wire.to(broker)) {
      FetchPartition fetch = new FetchPartition().fetchOffset(0).currentLeaderEpoch(FUTURE_EPOCH);

      assertThat(Requests.fetched(wire, 11, topic, fetch).errorCode())
          .isEqualTo(ErrorCode.UNKNOWN_LEADER_EPOCH.code());
      assertThat(listed(wire, topic, FUTURE_EPOCH))
          .isEqualTo(ErrorCode.UNKNOWN_LEADER_EPOCH.code());
      assertThat(listed(wire, topic, -1)).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"not-there", "", ".", "a b", "__transaction_state"})
  void aTopicThatIsNotThereIsUnknown(String topic, Broker broker) throws IOException {
    try (Wire wire = Wire.to(broker)) {
      assertThat(Requests.fetched(wire, 11, topic, 0).errorCode())
          .isEqualTo(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION.code());
      assertThat(Requests.produced(wire, 9, topic, Batches.of(1)).errorCode())
          .isIn(
              ErrorCode.UNKNOWN_TOPIC_OR_PARTITION.code(),
              ErrorCode.INVALID_TOPIC_EXCEPTION.code());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, -1, Integer.MAX_VALUE, Integer.MIN_VALUE})
  void aPartitionThatIsNotThereIsUnknown(int partition, Broker broker) throws IOException {
    String topic = Topics.create(broker, "partition");
    try (Wire wire = Wire.to(broker)) {
      assertThat(
              Requests.fetched(wire, 11, topic, new FetchPartition().partition(partition))
                  .errorCode())
          .isEqualTo(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION.code());
    }
  }

  @Test
  void aFetchSessionThatIsNotThereIsToldSo(Broker broker) throws IOException {
    String topic = Topics.create(broker, "session");
    FetchRequest request =
        Requests.fetch(topic, new FetchPartition()).sessionId(12_345).sessionEpoch(3);
    try (Wire wire = Wire.to(broker)) {
      FetchResponse answer = (FetchResponse) wire.call(ApiKey.FETCH, 11, request);

      assertThat(answer.errorCode()).isEqualTo(ErrorCode.FETCH_SESSION_ID_NOT_FOUND.code());
    }
  }

  private static short listed(Wire wire, String topic, int epoch) throws IOException {
    ListOffsetsPartition partition =
        new ListOffsetsPartition().timestamp(-1).currentLeaderEpoch(epoch);
    ListOffsetsRequest request =
        new ListOffsetsRequest()
            .replicaId(-1)
            .topics(List.of(new ListOffsetsTopic().name(topic).partitions(List.of(partition))));
    ListOffsetsResponse answer = (ListOffsetsResponse) wire.call(ApiKey.LIST_OFFSETS, 5, request);
    return answer.topics().getFirst().partitions().getFirst().errorCode();
  }
}
