package io.barnabas.cli.producer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.barnabas.client.ClientException;
import io.barnabas.client.producer.OutgoingRecord;
import io.barnabas.record.RecordHeader;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes records of lines, by the rules of Kafka's console producer. */
final class LineParser {
  private final String topic;
  private final ReaderConfig config;
  private int lineNumber;

  LineParser(String topic, ReaderConfig config) {
    this.topic = topic;
    this.config = config;
  }

  /**
   * The record of the next line.
   *
   * @throws ClientException if a separator is missing and errors are not ignored
   */
  OutgoingRecord parse(String line, long timestampMs) {
    lineNumber++;
    ReaderConfig.Separators separators = config.separators();
    String headers =
        config.parseHeaders() ? upTo(separators.headersEnd(), "headers delimiter", line, 0) : null;
    int keyStart = headers == null ? 0 : headers.length() + separators.headersEnd().length();
    String key = config.parseKey() ? upTo(separators.key(), "key separator", line, keyStart) : null;
    int valueStart = key == null ? keyStart : keyStart + key.length() + separators.key().length();
    return new OutgoingRecord(
        topic,
        null,
        timestampMs,
        key == null ? null : bytes(key),
        bytes(line.substring(valueStart)),
        headers == null || isNull(headers) ? List.of() : headers(headers));
  }

  private @Nullable String upTo(String separator, String what, String line, int start) {
    int end = line.indexOf(separator, start);
    if (end >= 0) {
      return line.substring(start, end);
    }
    if (config.ignoreErrors()) {
      return null;
    }
    throw new ClientException(
        "No " + what + " found on line number " + lineNumber + ": '" + line + "'");
  }

  private List<RecordHeader> headers(String text) {
    List<RecordHeader> headers = new ArrayList<>();
    for (String pair : text.split(Pattern.quote(config.separators().headers()), -1)) {
      headers.add(header(pair));
    }
    return headers;
  }

  private RecordHeader header(String pair) {
    String separator = config.separators().headerKey();
    int end = pair.indexOf(separator);
    if (end < 0 && !config.ignoreErrors()) {
      throw new ClientException(
          "No header key separator found in pair '" + pair + "' on line number " + lineNumber);
    }
    String key = end < 0 ? pair : pair.substring(0, end);
    if (isNull(key)) {
      throw new ClientException("a header's key can't be null, on line number " + lineNumber);
    }
    return new RecordHeader(key, end < 0 ? null : bytes(pair.substring(end + separator.length())));
  }

  private @Nullable ByteBuffer bytes(String text) {
    return isNull(text) ? null : ByteBuffer.wrap(text.getBytes(UTF_8));
  }

  private boolean isNull(String text) {
    return text.equals(config.nullMarker());
  }
}
