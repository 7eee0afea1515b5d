package io.barnabas.conformance.durability;

import io.barnabas.conformance.broker.Broker;
import io.barnabas.conformance.durability.Acknowledged.Place;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** An official producer that sends bursts of records to the partitions of a topic in turn. */
final class JavaWriter implements Writer {
  /** What a producer is to be. */
  record Kind(String name, Promise promise, Map<String, String> settings) {
    static Kind idempotent(String name, String codec) {
      return new Kind(
          name,
          Promise.ONCE,
          Map.of("enable.idempotence", "true", "acks", "all", "compression.type", codec));
    }

    /** One request at a time, as more of them would change the order when tried again. */
    static Kind plain(String name, String acks) {
      return new Kind(
          name,
          Promise.AT_LEAST_ONCE,
          Map.of(
              "enable.idempotence",
              "false",
              "acks",
              acks,
              "max.in.flight.requests.per.connection",
              "1"));
    }
  }

  private static final int BURST = 100;
  private static final long BURST_INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final int MAX_UNACKNOWLEDGED = 1000;

  /** Longer than any restart: a record is tried until it is acknowledged. */
  private static final String DELIVERY_MS = "120000";

  private final Kind kind;
  private final String topic;
  private final int partitions;
  private final KafkaProducer<byte[], byte[]> producer;
  private final Acknowledged acknowledged = new Acknowledged();
  private final List<String> failures = new CopyOnWriteArrayList<>();
  private final Semaphore room = new Semaphore(MAX_UNACKNOWLEDGED);
  private final Thread thread;
  private volatile boolean isStopping;

  private JavaWriter(Kind kind, Broker broker, String topic, int partitions) {
    this.kind = kind;
    this.topic = topic;
    this.partitions = partitions;
    this.producer =
        new KafkaProducer<>(
            settings(kind, broker), new ByteArraySerializer(), new ByteArraySerializer());
    this.thread = new Thread(this::write, kind.name());
  }

  static JavaWriter start(Kind kind, Broker broker, String topic, int partitions) {
    JavaWriter writer = new JavaWriter(kind, broker, topic, partitions);
    writer.thread.start();
    return writer;
  }

  private static Map<String, Object> settings(Kind kind, Broker broker) {
    Map<String, Object> settings = new HashMap<>(kind.settings());
    settings.put("bootstrap.servers", broker.bootstrapServers());
    settings.put("client.id", kind.name());
    settings.put("linger.ms", "2");
    settings.put("reconnect.backoff.ms", "20");
    settings.put("reconnect.backoff.max.ms", "100");
    settings.put("retry.backoff.ms", "20");
    settings.put("delivery.timeout.ms", DELIVERY_MS);
    settings.put("max.block.ms", DELIVERY_MS);
    return settings;
  }

  @Override
  public String name() {
    return kind.name();
  }

  @Override
  public Promise promise() {
    return kind.promise();
  }

  @Override
  public Acknowledged acknowledged() {
    return acknowledged;
  }

  @Override
  public List<String> failures() {
    return failures;
  }

  @Override
  public void finish() {
    isStopping = true;
    join();
    producer.close();
  }

  @Override
  public void abandon() {
    isStopping = true;
    producer.close(Duration.ZERO);
    room.release(MAX_UNACKNOWLEDGED);
    join();
  }

  private void write() {
    try {
      for (long number = 0; !isStopping; number++) {
        if (number % BURST == 0) {
          LockSupport.parkNanos(BURST_INTERVAL_NANOS);
        }
        room.acquire();
        send(number);
      }
    } catch (RuntimeException e) {
      failed(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void send(long number) {
    int partition = (int) (number % partitions);
    byte[] value = new Mark(kind.name(), number).toBytes();
    producer.send(
        new ProducerRecord<>(topic, partition, null, value),
        (metadata, failure) -> answered(number, metadata, failure));
  }

  private void answered(long number, RecordMetadata metadata, @Nullable Exception failure) {
    room.release();
    if (failure == null) {
      long offset = metadata.hasOffset() ? metadata.offset() : Acknowledged.UNKNOWN_OFFSET;
      acknowledged.add(number, new Place(metadata.partition(), offset));
    } else {
      failed(failure);
    }
  }

  /** What fails because this was abandoned is no failure. */
  private void failed(Exception failure) {
    if (!isStopping) {
      failures.add(kind.name() + ": " + failure);
    }
  }

  private void join() {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
