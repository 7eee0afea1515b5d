package io.barnabas.cli.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.barnabas.client.consumer.ConsumedRecord;
import io.barnabas.record.Record;
import io.barnabas.record.RecordBatch;
import io.barnabas.record.RecordHeader;
import io.barnabas.record.TimestampType;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prints records in the layout of Kafka's console consumer. */
final class RecordFormatter {
  private final FormatConfig config;
  private final PrintStream out;

  RecordFormatter(FormatConfig config, PrintStream out) {
    this.config = config;
    this.out = out;
  }

  /**
   * Prints a record, all of it or nothing.
   *
   * @throws IllegalArgumentException if a part can't be decoded
   */
  void print(ConsumedRecord consumed) {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    boolean first = true;
    for (FormatConfig.Field field : config.fields()) {
      if (!first) {
        append(line, config.keySeparator());
      }
      first = false;
      append(line, field, consumed);
    }
    append(line, config.lineSeparator());
    out.writeBytes(line.toByteArray());
  }

  private void append(
      ByteArrayOutputStream line, FormatConfig.Field field, ConsumedRecord consumed) {
    Record record = consumed.record();
    switch (field) {
      case TIMESTAMP -> append(line, timestamp(consumed));
      case PARTITION -> append(line, "Partition:" + consumed.partition().partition());
      case OFFSET -> append(line, "Offset:" + record.offset());
      case EPOCH -> append(line, "Epoch:" + consumed.leaderEpoch());
      case HEADERS -> appendHeaders(line, record.headers());
      case KEY -> append(line, record.key(), config.decoders().key());
      case VALUE -> append(line, record.value(), config.decoders().value());
    }
  }

  private static String timestamp(ConsumedRecord consumed) {
    long timestampMs = consumed.record().timestampMs();
    if (timestampMs == RecordBatch.NO_TIMESTAMP) {
      return "NO_TIMESTAMP";
    }
    boolean created = consumed.timestampType() == TimestampType.CREATE_TIME;
    return (created ? "CreateTime:" : "LogAppendTime:") + timestampMs;
  }

  private void appendHeaders(ByteArrayOutputStream line, List<RecordHeader> headers) {
    if (headers.isEmpty()) {
      append(line, "NO_HEADERS");
    }
    boolean first = true;
    for (RecordHeader header : headers) {
      append(line, (first ? "" : config.headersSeparator()) + header.key() + ":");
      append(line, header.value(), config.decoders().headers());
      first = false;
    }
  }

  private void append(ByteArrayOutputStream line, @Nullable ByteBuffer bytes, TextDecoder decoder) {
    if (bytes == null) {
      append(line, config.nullLiteral());
    } else {
      line.writeBytes(decoder.decode(bytes));
    }
  }

  private static void append(ByteArrayOutputStream line, String text) {
    line.writeBytes(text.getBytes(UTF_8));
  }
}
