package io.barnabas.cli.producer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnabas.client.ClientException;
import io.barnabas.client.producer.OutgoingRecord;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LineParserTest {
  private static final Map<String, String> ALL_PARTS =
      Map.of("parse.key", "true", "parse.headers", "true");

  private static LineParser parser(Map<String, String> properties) {
    return new LineParser("t", ReaderConfig.from(properties));
  }

  private static Map<String, String> allPartsAnd(String name, String value) {
    Map<String, String> properties = new HashMap<>(ALL_PARTS);
    properties.put(name, value);
    return properties;
  }

  /** Headers, key and value, as {@code name=value|...|key|value}. */
  private static String shown(OutgoingRecord record) {
    StringBuilder shown = new StringBuilder();
    record
        .headers()
        .forEach(h -> shown.append(h.key()).append('=').append(text(h.value())).append('|'));
    return shown.append(text(record.key())).append('|').append(text(record.value())).toString();
  }

  private static String text(ByteBuffer bytes) {
    return bytes == null ? "<null>" : UTF_8.decode(bytes.duplicate()).toString();
  }

  @Test
  void a_line_is_a_value_by_default() {
    assertThat(shown(parser(Map.of()).parse("k\tv", 0))).isEqualTo("<null>|k\tv");
    assertThat(shown(parser(Map.of()).parse("", 0))).isEqualTo("<null>|");
  }

  @Test
  void headers_and_key_come_before_the_value() {
    assertThat(shown(parser(ALL_PARTS).parse("h1:v1,h2:v2:x\tkey\tvalue\tmore", 0)))
        .isEqualTo("h1=v1|h2=v2:x|key|value\tmore");
  }

  @Test
  void separators_may_be_longer_than_a_character() {
    LineParser parser = parser(Map.of("parse.key", "true", "key.separator", " -> "));
    assertThat(shown(parser.parse("k -> v", 0))).isEqualTo("k|v");
  }

  @Test
  void the_null_marker_makes_parts_null() {
    LineParser parser = parser(allPartsAnd("null.marker", "NUL"));
    assertThat(shown(parser.parse("NUL\tNUL\tNUL", 0))).isEqualTo("<null>|<null>");
    assertThat(shown(parser.parse("h:NUL\tk\tv", 0))).isEqualTo("h=<null>|k|v");
    assertThatThrownBy(() -> parser.parse("NUL:v\tk\tv", 0)).hasMessageContaining("can't be null");
  }

  @Test
  void a_missing_separator_is_an_error_with_the_line() {
    LineParser parser = parser(Map.of("parse.key", "true"));
    assertThat(parser.parse("k\tv", 0)).isNotNull();
    assertThatThrownBy(() -> parser.parse("no key", 0))
        .isInstanceOf(ClientException.class)
        .hasMessage("No key separator found on line number 2: 'no key'");
    assertThatThrownBy(() -> parser(ALL_PARTS).parse("bad", 0))
        .hasMessage("No headers delimiter found on line number 1: 'bad'");
    assertThatThrownBy(() -> parser(ALL_PARTS).parse("h1:v1,h2\tk\tv", 0))
        .hasMessage("No header key separator found in pair 'h2' on line number 1");
  }

  @Test
  void errors_that_are_ignored_leave_the_line_whole() {
    LineParser parser = parser(allPartsAnd("ignore.error", "true"));
    assertThat(shown(parser.parse("bare", 0))).isEqualTo("<null>|bare");
    assertThat(shown(parser.parse("h\tk\tv", 0))).isEqualTo("h=<null>|k|v");
  }

  @Test
  void records_carry_topic_and_time() {
    OutgoingRecord record = parser(Map.of()).parse("v", 42);
    assertThat(record.topic()).isEqualTo("t");
    assertThat(record.timestampMs()).isEqualTo(42);
    assertThat(record.partition()).isNull();
    assertThat(record.headers()).isEqualTo(List.of());
  }
}
