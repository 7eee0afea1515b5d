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
import io.barnabas.protocol.message.ProduceRequest;
import io.barnabas.protocol.message.ProduceResponse;
import io.barnabas.protocol.message.ProduceResponse.PartitionProduceResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(SharedBroker.class)
class BadBatchTest {
  private static final int LENGTH = 8;
  private static final int MAGIC = 16;
  private static final int CRC = 17;
  private static final int ATTRIBUTES = 21;
  private static final int LAST_OFFSET_DELTA = 23;
  private static final int COUNT = 57;

  /** Ways to spoil a batch of three records; the checksum is made right again where it says so. */
  private enum Damage {
    FLIPPED_RECORD_BYTE(ErrorCode.CORRUPT_MESSAGE, b -> b.put(b.limit() - 1, (byte) 99)),
    WRONG_CRC(ErrorCode.CORRUPT_MESSAGE, b -> b.putInt(CRC, 1)),
    CLAIMS_TO_BE_LONGER(ErrorCode.CORRUPT_MESSAGE, b -> b.putInt(LENGTH, b.getInt(LENGTH) + 10)),
    /** What is left behind it counts as a second batch. */
    CLAIMS_TO_BE_SHORTER(ErrorCode.INVALID_RECORD, b -> b.putInt(LENGTH, b.getInt(LENGTH) - 1)),
    CLAIMS_TO_BE_HUGE(ErrorCode.CORRUPT_MESSAGE, b -> b.putInt(LENGTH, Integer.MAX_VALUE)),
    CLAIMS_A_NEGATIVE_LENGTH(ErrorCode.CORRUPT_MESSAGE, b -> b.putInt(LENGTH, -1)),
    SHORTER_THAN_A_HEADER(ErrorCode.INVALID_RECORD, b -> b.limit(30)),
    COUNTS_MORE_THAN_ITS_OFFSETS(ErrorCode.INVALID_RECORD, b -> resigned(b.putInt(COUNT, 4))),
    COUNTS_NOTHING(ErrorCode.INVALID_RECORD, b -> resigned(b.putInt(COUNT, 0))),
    COUNTS_BACKWARDS(ErrorCode.INVALID_RECORD, b -> resigned(b.putInt(COUNT, -1))),
    LAST_OFFSET_IS_NEGATIVE(
        ErrorCode.INVALID_RECORD, b -> resigned(b.putInt(LAST_OFFSET_DELTA, -1))),
    IS_A_CONTROL_BATCH(
        ErrorCode.INVALID_RECORD, b -> resigned(b.putShort(ATTRIBUTES, (short) 0x20)));

    private final ErrorCode error;
    private final Consumer<ByteBuffer> spoil;

    Damage(ErrorCode error, Consumer<ByteBuffer> spoil) {
      this.error = error;
      this.spoil = spoil;
    }

    private static void resigned(ByteBuffer batch) {
      CRC32C crc = new CRC32C();
      crc.update(batch.duplicate().position(ATTRIBUTES));
      batch.putInt(CRC, (int) crc.getValue());
    }
  }

  @ParameterizedTest
  @EnumSource
  void aDamagedBatchIsRefusedAndTheNextIsWritten(Damage damage, Broker broker) throws IOException {
    String topic = Topics.create(broker, "bad-batch");
    ByteBuffer batch = Batches.of(3);
    damage.spoil.accept(batch);
    try (Wire wire = Wire.to(broker)) {
      PartitionProduceResponse answer = Requests.produced(wire, 9, topic, batch);

      assertThat(ErrorCode.forCode(answer.errorCode())).isEqualTo(damage.error);
      assertThat(Requests.produced(wire, 9, topic, Batches.of(3)).baseOffset()).isZero();
      assertThat(Requests.fetched(wire, 11, topic, 0).highWatermark()).isEqualTo(3);
    }
  }

  @Test
  void aFormatOfTheFutureIsRefused(Broker broker) throws IOException {
    String topic = Topics.create(broker, "future");
    ByteBuffer batch = Batches.of(3).put(MAGIC, (byte) 3);
    try (Wire wire = Wire.to(broker)) {
      assertThat(Requests.produced(wire, 9, topic, batch).errorCode()).isNotZero();
      assertThat(Requests.fetched(wire, 11, topic, 0).highWatermark()).isZero();
    }
  }

  @Test
  void twoBatchesForOnePartitionAreRefused(Broker broker) throws IOException {
    String topic = Topics.create(broker, "two-batches");
    ByteBuffer one = Batches.of(3);
    ByteBuffer two = ByteBuffer.allocate(2 * one.limit()).put(one.duplicate()).put(one).flip();
    try (Wire wire = Wire.to(broker)) {
      assertThat(Requests.produced(wire, 9, topic, two).errorCode())
          .isEqualTo(ErrorCode.INVALID_RECORD.code());
      assertThat(Requests.fetched(wire, 11, topic, 0).highWatermark()).isZero();
    }
  }

  @Test
  void noRecordsAtAllAreRefused(Broker broker) throws IOException {
    String topic = Topics.create(broker, "no-records");
    try (Wire wire = Wire.to(broker)) {
      assertThat(Requests.produced(wire, 9, topic, null).errorCode()).isNotZero();
      assertThat(Requests.produced(wire, 9, topic, ByteBuffer.allocate(0)).errorCode()).isNotZero();
      assertThat(Requests.fetched(wire, 11, topic, 0).highWatermark()).isZero();
    }
  }

  @Test
  void aBatchOverTheLimitIsRefused(Broker broker) throws IOException {
    String topic = Topics.create(broker, "over-the-limit");
    try (Wire wire = Wire.to(broker)) {
      assertThat(Requests.produced(wire, 9, topic, Batches.of(100_000)).errorCode())
          .isEqualTo(ErrorCode.MESSAGE_TOO_LARGE.code());
      assertThat(Requests.fetched(wire, 11, topic, 0).highWatermark()).isZero();
    }
  }

  @Test
  void acksThatDoNotExistAreRefused(Broker broker) throws IOException {
    String topic = Topics.create(broker, "acks-of-five");
    ProduceRequest request = Requests.produce(topic, Batches.of(1)).acks((short) 5);
    try (Wire wire = Wire.to(broker)) {
      ProduceResponse answer = (ProduceResponse) wire.call(ApiKey.PRODUCE, 9, request);

      assertThat(answer.responses().getFirst().partitionResponses().getFirst().errorCode())
          .isEqualTo(ErrorCode.INVALID_REQUIRED_ACKS.code());
      assertThat(Requests.fetched(wire, 11, topic, 0).highWatermark()).isZero();
    }
  }
}
