package io.barnabas.conformance.adapter;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.barnabas.conformance.client.Header;
import io.barnabas.conformance.client.Outgoing;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/** Records with headers; since 0.11. */
final class Headers {
  private Headers() {}

  static ProducerRecord<String, String> withHeaders(Outgoing record) {
    List<org.apache.kafka.common.header.Header> headers = new ArrayList<>();
    for (Header header : record.headers()) {
      headers.add(new RecordHeader(header.name(), bytes(header.value())));
    }
    return new ProducerRecord<>(
        record.topic(),
        record.partition(),
        record.timestampMs(),
        record.key(),
        record.value(),
        headers);
  }

  static List<Header> of(ConsumerRecord<String, String> record) {
    List<Header> headers = new ArrayList<>();
    for (org.apache.kafka.common.header.Header header : record.headers()) {
      headers.add(new Header(header.key(), text(header.value())));
    }
    return headers;
  }

  private static byte @Nullable [] bytes(@Nullable String text) {
    return text == null ? null : text.getBytes(UTF_8);
  }

  private static @Nullable String text(byte @Nullable [] bytes) {
    return bytes == null ? null : new String(bytes, UTF_8);
  }
}
