package io.barnabas.conformance.takeover;

import io.barnabas.conformance.broker.Broker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** What the official clients do with a broker in the course of its life; closing ends the admin. */
final class KafkaLife implements AutoCloseable {
  static final TopicPartition CUT = new TopicPartition("plain", 0);
  static final List<String> CODECS = List.of("none", "gzip", "snappy", "lz4", "zstd");
  static final int PER_CODEC = 40;
  static final int DELETED_BELOW = 7;
  private static final long LIMIT_SECONDS = 40;
  private static final Duration POLL = Duration.ofMillis(50);

  private final String server;
  private final Admin admin;

  KafkaLife(Broker broker) {
    this.server = broker.bootstrapServers();
    this.admin = Admin.create(Map.of("bootstrap.servers", server));
  }

  Admin admin() {
    return admin;
  }

  static <T> T get(KafkaFuture<T> future) {
    try {
      return future.get(LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  void createTopics() {
    NewTopic plain = new NewTopic("plain", 3, (short) 1);
    NewTopic compacted = new NewTopic("compacted", 1, (short) 1);
    NewTopic again = new NewTopic("again", 1, (short) 1);
    get(
        admin
            .createTopics(
                List.of(
                    plain.configs(Map.of("retention.ms", "-1", "segment.bytes", "1048576")),
                    compacted.configs(
                        Map.of(
                            "cleanup.policy",
                            "compact",
                            "segment.ms",
                            "1000",
                            "min.cleanable.dirty.ratio",
                            "0.01")),
                    again))
            .all());
    get(admin.deleteTopics(List.of("again")).all());
    get(admin.createTopics(List.of(again)).all());
  }

  void configure() {
    set(new ConfigResource(ConfigResource.Type.BROKER, ""), "log.retention.ms", "86400000");
    set(new ConfigResource(ConfigResource.Type.BROKER, "1"), "log.cleaner.threads", "2");
    set(new ConfigResource(ConfigResource.Type.TOPIC, "plain"), "max.message.bytes", "500000");
  }

  private void set(ConfigResource resource, String name, String value) {
    AlterConfigOp change =
        new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
    get(admin.incrementalAlterConfigs(Map.of(resource, List.<AlterConfigOp>of(change))).all());
  }

  KafkaProducer<String, String> producer(String... configs) {
    Map<String, Object> all = new HashMap<>(Map.of("bootstrap.servers", server));
    for (int i = 0; i < configs.length; i += 2) {
      all.put(configs[i], configs[i + 1]);
    }
    return new KafkaProducer<>(all, new StringSerializer(), new StringSerializer());
  }

  KafkaConsumer<String, String> consumer(String... configs) {
    Map<String, Object> all =
        new HashMap<>(Map.of("bootstrap.servers", server, "auto.offset.reset", "earliest"));
    for (int i = 0; i < configs.length; i += 2) {
      all.put(configs[i], configs[i + 1]);
    }
    return new KafkaConsumer<>(all, new StringDeserializer(), new StringDeserializer());
  }

  /** Each codec by an idempotent producer of its own. */
  void produceAllCodecs() {
    for (String codec : CODECS) {
      try (KafkaProducer<String, String> producer = producer("compression.type", codec)) {
        for (int i = 0; i < PER_CODEC; i++) {
          producer.send(new ProducerRecord<>("plain", i % 3, "k" + i, codec + "-" + i));
        }
      }
    }
  }

  void commitTransaction() {
    try (KafkaProducer<String, String> producer = producer("transactional.id", "tx")) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>("again", 0, "tx", "committed"));
      producer.commitTransaction();
    }
  }

  /** Writes few keys often, in batches that become segments by age. */
  void produceToCompact() {
    try (KafkaProducer<String, String> producer = producer("linger.ms", "0")) {
      long start = System.currentTimeMillis() - 10_000;
      for (int i = 0; i < 30; i++) {
        long timestampMs = start + i * 400L;
        producer.send(
            new ProducerRecord<>("compacted", 0, timestampMs, "key" + i % 3, "value" + i));
        producer.flush();
      }
    }
  }

  void deleteRecords() {
    get(admin.deleteRecords(Map.of(CUT, RecordsToDelete.beforeOffset(DELETED_BELOW))).all());
  }

  /** Lets a member of a group read and commit that many records. */
  List<String> readInGroup(String group, String protocol, int records) {
    try (KafkaConsumer<String, String> member =
        consumer(
            "group.id",
            group,
            "group.protocol",
            protocol,
            "enable.auto.commit",
            "false",
            "max.poll.records",
            "1")) {
      member.subscribe(List.of("plain"));
      List<String> read = poll(member, records).stream().map(Seen::value).toList();
      member.commitSync();
      return read;
    }
  }

  /** All records of some partitions, as readers of committed records get them. */
  List<Seen> readAll(Collection<TopicPartition> partitions) {
    try (KafkaConsumer<String, String> reader = consumer("isolation.level", "read_committed")) {
      reader.assign(partitions);
      Map<TopicPartition, Long> ends = reader.endOffsets(partitions);
      reader.seekToBeginning(partitions);
      List<Seen> read = new ArrayList<>();
      long start = System.nanoTime();
      while (partitions.stream().anyMatch(p -> reader.position(p) < ends.getOrDefault(p, 0L))) {
        read.addAll(poll(reader));
        requireTime(start, read);
      }
      read.sort(Comparator.comparing(Seen::partition).thenComparing(Seen::offset));
      return read;
    }
  }

  private static List<Seen> poll(KafkaConsumer<String, String> reader, int records) {
    List<Seen> read = new ArrayList<>();
    long start = System.nanoTime();
    while (read.size() < records) {
      read.addAll(poll(reader));
      requireTime(start, read);
    }
    return read;
  }

  private static void requireTime(long start, Object seen) {
    if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(LIMIT_SECONDS)) {
      throw new AssertionError("Only this was read: " + seen);
    }
  }

  private static List<Seen> poll(KafkaConsumer<String, String> reader) {
    List<Seen> read = new ArrayList<>();
    reader
        .poll(POLL)
        .forEach(
            r ->
                read.add(
                    new Seen(
                        r.topic() + "-" + r.partition(),
                        r.offset(),
                        r.timestamp(),
                        r.key(),
                        r.value())));
    return read;
  }

  /** A record as a consumer got it. */
  record Seen(String partition, long offset, long timestampMs, String key, String value) {}

  @Override
  public void close() {
    admin.close();
  }
}
