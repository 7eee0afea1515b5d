package io.barnabas.coordinator.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnabas.coordinator.runtime.CoordinatorRecord;
import io.barnabas.coordinator.runtime.RecordCodec;
import io.barnabas.protocol.MalformedMessageException;
import io.barnabas.protocol.coordinator.OffsetCommitKey;
import io.barnabas.protocol.coordinator.OffsetCommitValue;
import io.barnabas.record.Record;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.coordinator.group.GroupCoordinatorRecordSerde;
import org.apache.kafka.coordinator.group.generated.CoordinatorRecordType;
import org.apache.kafka.server.common.ApiMessageAndVersion;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The records of {@code __consumer_offsets}, compared with Kafka's own reader and writer. */
class GroupRecordCodecTest {
  private static final GroupCoordinatorRecordSerde OFFICIAL = new GroupCoordinatorRecordSerde();

  private final RecordCodec codec = new RecordCodec(new GroupRecordTypes());

  @ParameterizedTest
  @EnumSource(CoordinatorRecordType.class)
  void everyTypeInEveryVersionIsReadAndWrittenAsKafkaDoes(CoordinatorRecordType type) {
    ApiMessage value = type.newRecordValue();
    for (short v = value.lowestSupportedVersion(); v <= value.highestSupportedVersion(); v++) {
      var official =
          org.apache.kafka.coordinator.common.runtime.CoordinatorRecord.record(
              type.newRecordKey(), new ApiMessageAndVersion(value, v));
      byte[] keyBytes = OFFICIAL.serializeKey(official);
      byte[] valueBytes = OFFICIAL.serializeValue(official);

      CoordinatorRecord ours = decode(record(keyBytes, valueBytes));

      assertThat(ours.key().apiKey()).isEqualTo(type.id());
      assertThat(ours.valueVersion()).isEqualTo(v);
      assertThat(bytes(RecordCodec.encodeKey(ours.key()))).isEqualTo(keyBytes);
      assertThat(bytes(RecordCodec.encodeValue(ours))).isEqualTo(valueBytes);
    }
  }

  @Test
  void kafkaReadsACommittedOffset() {
    OffsetCommitKey key = new OffsetCommitKey().group("g\u00e4ste").topic("t").partition(7);
    OffsetCommitValue value = new OffsetCommitValue().offset(42).metadata("m").commitTimestamp(5);
    CoordinatorRecord ours = CoordinatorRecord.of(key, value);

    var official = OFFICIAL.deserialize(RecordCodec.encodeKey(key), RecordCodec.encodeValue(ours));

    assertThat(official.key())
        .hasToString("OffsetCommitKey(group='g\u00e4ste', topic='t', partition=7)");
    assertThat(official.value().message().toString())
        .contains("offset=42")
        .contains("metadata='m'");
  }

  @Test
  void aNullValueIsATombstone() {
    OffsetCommitKey key = new OffsetCommitKey().group("g").topic("t").partition(7);

    CoordinatorRecord read = decode(record(bytes(RecordCodec.encodeKey(key)), null));

    assertThat(read).isEqualTo(CoordinatorRecord.tombstone(key));
    assertThat(RecordCodec.encodeValue(read)).isNull();
  }

  @Test
  void whatIsNoRecordIsRefused() {
    byte[] key = bytes(RecordCodec.encodeKey(new OffsetCommitKey().group("g").topic("t")));
    byte[] unknownVersion = {0, 99, 1, 2, 3};

    for (Record broken :
        List.of(
            record(null, null),
            record(new byte[] {1}, null),
            record(new byte[] {0, 99, 0, 0}, null),
            record(new byte[] {0, 1, 0, 9, 'g'}, null),
            record(key, new byte[] {0}),
            record(key, new byte[] {0, 4, 1}),
            record(key, unknownVersion))) {
      assertThatThrownBy(() -> decode(broken)).isInstanceOf(MalformedMessageException.class);
    }
  }

  private CoordinatorRecord decode(Record record) {
    return codec.decode(record.key(), record.value());
  }

  private static Record record(byte @Nullable [] key, byte @Nullable [] value) {
    return new Record(
        0,
        0,
        key == null ? null : ByteBuffer.wrap(key),
        value == null ? null : ByteBuffer.wrap(value),
        List.of());
  }

  private static byte[] bytes(@Nullable ByteBuffer buffer) {
    assertThat(buffer).isNotNull();
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }
}
