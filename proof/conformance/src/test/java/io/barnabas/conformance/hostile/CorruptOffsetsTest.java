package io.barnabas.conformance.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.conformance.broker.Broker;
import io.barnabas.conformance.broker.BrokerProcess;
import io.barnabas.conformance.broker.BrokerSettings;
import io.barnabas.conformance.client.Clients;
import io.barnabas.conformance.client.Committed;
import io.barnabas.conformance.client.OfficialConsumer;
import io.barnabas.conformance.client.OfficialGroups;
import io.barnabas.conformance.client.Topics;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.MemoryRecordsBuilder;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Records in {@code __consumer_offsets} that no coordinator can have written. Apache Kafka gives
 * the whole partition up for one of them.
 */
@DisabledIfSystemProperty(named = "conformance.kafka", matches = ".+")
class CorruptOffsetsTest {
  private static final byte[][] NONSENSE_KEYS = {
    {}, {0}, {3, (byte) 0xe7}, {0, 1, 0x7f}, "not a key at all".getBytes(UTF_8)
  };

  @TempDir Path folder;

  @Test
  void whatCanNotBeReadIsSkippedAndToldAndTheRestIsThere() throws IOException {
    BrokerSettings settings =
        BrokerSettings.in(folder).forGroups().with("offsets.topic.num.partitions", "1");
    String topic;
    try (BrokerProcess first = BrokerProcess.start(settings)) {
      topic = Topics.create(first.broker(), "committed", 1, Map.of());
      commit(first.broker(), "before", topic);
    }
    long damagedAt = append(settings);
    try (BrokerProcess second = BrokerProcess.start(settings);
        OfficialGroups groups = Clients.newest(second.broker()).groups()) {
      Map<String, Committed> kept = Map.of(topic + "-0", new Committed(3, "three"));
      assertThat(groups.offsets("before")).isEqualTo(kept);
      commit(second.broker(), "after", topic);
      assertThat(groups.offsets("after")).isEqualTo(kept);
      for (int i = 0; i < NONSENSE_KEYS.length; i++) {
        String offset = Long.toString(damagedAt + i);
        assertThat(said(second))
            .as("a line about offset %s", offset)
            .anyMatch(line -> line.contains("__consumer_offsets") && line.contains(offset));
      }
    }
  }

  private static void commit(Broker broker, String group, String topic) {
    try (OfficialConsumer consumer = Clients.newest(broker).member(group)) {
      consumer.assign(topic, 0);
      consumer.commit(topic, Map.of(0, new Committed(3, "three")));
    }
  }

  private static List<String> said(BrokerProcess process) throws IOException {
    List<String> lines = new ArrayList<>(process.stdout());
    lines.addAll(process.stderr());
    return lines;
  }

  /** Puts a batch with nonsense behind the last, and gives the offset of its first record. */
  private static long append(BrokerSettings settings) throws IOException {
    Path log = settings.dataFolder().resolve("__consumer_offsets-0/00000000000000000000.log");
    long next = 0;
    ByteBuffer whole = ByteBuffer.wrap(Files.readAllBytes(log));
    for (RecordBatch batch : MemoryRecords.readableRecords(whole).batches()) {
      next = batch.nextOffset();
    }
    ByteBuffer batch = nonsense(next);
    byte[] bytes = new byte[batch.remaining()];
    batch.get(bytes);
    Files.write(log, bytes, StandardOpenOption.APPEND);
    // The index files and checkpoints of the clean stop know nothing of it; recovery finds it.
    Files.deleteIfExists(settings.dataFolder().resolve(".kafka_cleanshutdown"));
    return next;
  }

  private static ByteBuffer nonsense(long baseOffset) {
    MemoryRecordsBuilder builder =
        MemoryRecords.builder(
            ByteBuffer.allocate(1024),
            RecordBatch.CURRENT_MAGIC_VALUE,
            Compression.NONE,
            TimestampType.CREATE_TIME,
            baseOffset);
    for (byte[] key : NONSENSE_KEYS) {
      builder.append(1000, key, "nonsense".getBytes(UTF_8));
    }
    return builder.build().buffer();
  }
}
