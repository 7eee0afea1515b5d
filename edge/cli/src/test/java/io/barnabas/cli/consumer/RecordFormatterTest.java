package io.barnabas.cli.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnabas.client.TopicPartition;
import io.barnabas.client.consumer.ConsumedRecord;
import io.barnabas.record.Record;
import io.barnabas.record.RecordHeader;
import io.barnabas.record.TimestampType;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The lines are those that Kafka 4.3.1's console consumer prints for such records. */
class RecordFormatterTest {
  private static final ConsumedRecord FULL =
      record(
          7,
          bytes("k"),
          bytes("v"),
          List.of(new RecordHeader("h1", bytes("v1")), new RecordHeader("h2", null)));
  private static final ConsumedRecord BARE = record(-1, null, null, List.of());

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(UTF_8));
  }

  private static ConsumedRecord record(
      long timestampMs, ByteBuffer key, ByteBuffer value, List<RecordHeader> headers) {
    return new ConsumedRecord(
        new TopicPartition("t", 2),
        new Record(5, timestampMs, key, value, headers),
        TimestampType.CREATE_TIME,
        3);
  }

  private static String printed(ConsumedRecord record, Map<String, String> properties) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(out, true, UTF_8);
    new RecordFormatter(FormatConfig.from(properties), stream).print(record);
    return out.toString(UTF_8);
  }

  private static final Map<String, String> ALL =
      Map.of(
          "print.timestamp", "true",
          "print.partition", "true",
          "print.offset", "true",
          "print.epoch", "true",
          "print.headers", "true",
          "print.key", "true");

  @Test
  void by_default_a_line_is_the_value() {
    assertThat(printed(FULL, Map.of())).isEqualTo("v\n");
  }

  @Test
  void all_parts_come_in_kafkas_order() {
    assertThat(printed(FULL, ALL))
        .isEqualTo("CreateTime:7\tPartition:2\tOffset:5\tEpoch:3\th1:v1,h2:null\tk\tv\n");
    assertThat(printed(BARE, ALL))
        .isEqualTo("NO_TIMESTAMP\tPartition:2\tOffset:5\tEpoch:3\tNO_HEADERS\tnull\tnull\n");
  }

  @Test
  void separators_and_the_word_for_null_can_be_chosen() {
    Map<String, String> properties =
        Map.of(
            "print.key", "true",
            "print.headers", "true",
            "print.value", "false",
            "key.separator", "@",
            "headers.separator", "%",
            "line.separator", ";",
            "null.literal", "NIL");
    assertThat(printed(FULL, properties)).isEqualTo("h1:v1%h2:NIL@k;");
    assertThat(printed(BARE, properties)).isEqualTo("NO_HEADERS@NIL;");
  }

  @Test
  void bytes_that_are_no_text_are_printed_as_they_are() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] value = {(byte) 0xff, 0, 1};
    new RecordFormatter(FormatConfig.from(Map.of()), new PrintStream(out, true, UTF_8))
        .print(record(0, null, ByteBuffer.wrap(value), List.of()));
    assertThat(out.toByteArray()).containsExactly(0xff, 0, 1, '\n');
  }

  @Test
  void numbers_are_decoded_by_kafkas_deserializers() {
    Map<String, String> properties =
        Map.of("value.deserializer", "org.apache.kafka.common.serialization.LongDeserializer");
    ByteBuffer value = ByteBuffer.allocate(Long.BYTES).putLong(-42).flip();
    assertThat(printed(record(0, null, value, List.of()), properties)).isEqualTo("-42\n");
    assertThatThrownBy(() -> printed(FULL, properties))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("1 bytes are not a value of type LONG");
  }
}
