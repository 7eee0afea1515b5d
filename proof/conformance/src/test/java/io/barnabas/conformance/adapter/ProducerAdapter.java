package io.barnabas.conformance.adapter;

import io.barnabas.conformance.client.OfficialProducer;
import io.barnabas.conformance.client.Outgoing;
import io.barnabas.conformance.client.Release;
import io.barnabas.conformance.client.Written;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** A producer; sends timestamps since 0.10 and headers since 0.11. */
final class ProducerAdapter implements OfficialProducer {
  private final Release release;
  private final KafkaProducer<String, String> producer;

  ProducerAdapter(Release release, KafkaProducer<String, String> producer) {
    this.release = release;
    this.producer = producer;
  }

  @Override
  public List<Written> send(List<Outgoing> records) {
    List<Future<RecordMetadata>> answers = new ArrayList<>();
    records.forEach(record -> answers.add(producer.send(kafkaRecord(record))));
    producer.flush();
    return answers.stream().map(answer -> written(Waiting.forResult(answer))).toList();
  }

  @Override
  public void close() {
    producer.close();
  }

  private ProducerRecord<String, String> kafkaRecord(Outgoing record) {
    if (release.isAtLeast(Release.V0_11)) {
      return Headers.withHeaders(record);
    }
    if (release.isAtLeast(Release.V0_10)) {
      return new ProducerRecord<>(
          record.topic(), record.partition(), record.timestampMs(), record.key(), record.value());
    }
    return new ProducerRecord<>(record.topic(), record.partition(), record.key(), record.value());
  }

  private Written written(RecordMetadata metadata) {
    long timestampMs = release.isAtLeast(Release.V0_10) ? metadata.timestamp() : -1;
    return new Written(metadata.partition(), metadata.offset(), timestampMs);
  }
}
