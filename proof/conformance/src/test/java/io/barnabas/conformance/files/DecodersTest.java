package io.barnabas.conformance.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.conformance.broker.BrokerProcess;
import io.barnabas.conformance.broker.BrokerSettings;
import io.barnabas.conformance.client.Topics;
import io.barnabas.protocol.Message;
import io.barnabas.protocol.coordinator.ShareSnapshotKey;
import io.barnabas.protocol.coordinator.ShareSnapshotValue;
import io.barnabas.protocol.coordinator.ShareUpdateKey;
import io.barnabas.protocol.coordinator.ShareUpdateValue;
import io.barnabas.protocol.coordinator.TransactionLogKey;
import io.barnabas.protocol.coordinator.TransactionLogValue;
import io.barnabas.protocol.metadata.AccessControlEntryRecord;
import io.barnabas.protocol.metadata.DelegationTokenRecord;
import io.barnabas.protocol.metadata.NoOpRecord;
import io.barnabas.protocol.metadata.ProducerIdsRecord;
import io.barnabas.protocol.metadata.RegisterBrokerRecord;
import io.barnabas.protocol.metadata.RemoveUserScramCredentialRecord;
import io.barnabas.protocol.metadata.TopicRecord;
import io.barnabas.protocol.metadata.ZkMigrationStateRecord;
import io.barnabas.protocol.primitive.MessageWriter;
import io.barnabas.protocol.primitive.Uuid;
import io.barnabas.record.RecordBatchBuilder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records that both dump tools decode, and print the same. */
class DecodersTest {
  private static final String LOG = "00000000000000000000.log";

  @TempDir private Path folder;

  private static void assertBothPrintTheSame(List<Path> files, String... options)
      throws IOException {
    assertThat(Dumps.byBarnabas(files, options).output())
        .doesNotContain("Error", "Unknown")
        .isEqualTo(Dumps.byKafka(files, options).output());
  }

  @Test
  void theMetadataOfACluster() throws IOException {
    try (BrokerProcess process = BrokerProcess.start(BrokerSettings.in(folder))) {
      Topics.create(process.broker(), "decoded", 2, Map.of("retention.ms", "100000"));
    }
    Path metadata = folder.resolve("data").resolve("__cluster_metadata-0");
    assertBothPrintTheSame(
        Dumps.files(metadata, ".log", ".checkpoint"), "--cluster-metadata-decoder");
  }

  @Test
  void recordsOfMetadataWithTheFieldsOfTheirVersions() throws IOException {
    RecordBatchBuilder batch = new RecordBatchBuilder();
    add(batch, new NoOpRecord(), 0);
    add(batch, new ProducerIdsRecord().brokerId(1).nextProducerId(1L << 40), 0);
    add(batch, new TopicRecord().name("t \"\u00e4\u0001").topicId(new Uuid(1, 2)), 0);
    add(batch, new ZkMigrationStateRecord().zkMigrationState((byte) 1), 0);
    add(batch, new AccessControlEntryRecord().principal("User:a"), 0);
    add(batch, new DelegationTokenRecord().renewers(List.of("User:b")), 0);
    add(batch, new RemoveUserScramCredentialRecord().name("c"), 0);
    for (int version = 0; version <= RegisterBrokerRecord.HIGHEST_VERSION; version++) {
      add(batch, new RegisterBrokerRecord().brokerId(version).rack("r"), version);
    }
    assertBothPrintTheSame(written(batch), "--cluster-metadata-decoder");
  }

  /** A record of metadata begins with the versions of its frame and of itself (KIP-631). */
  private static void add(RecordBatchBuilder batch, Message record, int version) {
    MessageWriter out = new MessageWriter();
    out.writeUnsignedVarint(1);
    out.writeUnsignedVarint(record.apiKey());
    out.writeUnsignedVarint(version);
    record.write(out, (short) version);
    batch.add(0, null, out.toOutbound().bytes());
  }

  @Test
  void transactions() throws IOException {
    TransactionLogValue.PartitionsSchema partitions =
        new TransactionLogValue.PartitionsSchema().topic("t").partitionIds(List.of(0, 3));
    TransactionLogValue value =
        new TransactionLogValue()
            .producerId(9)
            .producerEpoch((short) 2)
            .transactionTimeoutMs(60_000)
            .transactionStatus((byte) 1)
            .transactionPartitions(List.of(partitions))
            .transactionLastUpdateTimestampMs(100)
            .transactionStartTimestampMs(90);
    ByteBuffer key = prefixed(0, new TransactionLogKey().transactionalId("id"), 0);
    RecordBatchBuilder batch =
        new RecordBatchBuilder()
            .add(0, key.duplicate(), prefixed(0, value, 0))
            .add(1, key.duplicate(), prefixed(1, value.previousProducerId(8), 1))
            .add(2, key, null);
    assertBothPrintTheSame(written(batch), "--transaction-log-decoder");
  }

  @Test
  void shareGroups() throws IOException {
    ShareSnapshotValue snapshot =
        new ShareSnapshotValue()
            .startOffset(7)
            .stateBatches(
                List.of(new ShareSnapshotValue.StateBatch().firstOffset(7).lastOffset(9)));
    ShareUpdateValue update = new ShareUpdateValue().startOffset(8).deliveryCompleteCount(1);
    RecordBatchBuilder batch =
        new RecordBatchBuilder()
            .add(
                0,
                prefixed(0, new ShareSnapshotKey().groupId("g").partition(1), 0),
                prefixed(0, snapshot, 0))
            .add(
                1,
                prefixed(1, new ShareUpdateKey().groupId("g").topicId(new Uuid(3, 4)), 0),
                prefixed(0, update, 0));
    assertBothPrintTheSame(written(batch), "--share-group-state-decoder");
  }

  private static ByteBuffer prefixed(int prefix, Message message, int version) {
    MessageWriter out = new MessageWriter();
    out.writeShort((short) prefix);
    message.write(out, (short) version);
    return out.toOutbound().bytes();
  }

  private List<Path> written(RecordBatchBuilder batch) throws IOException {
    ByteBuffer built = batch.build();
    byte[] bytes = new byte[built.remaining()];
    built.get(bytes);
    return List.of(Files.write(folder.resolve(LOG), bytes));
  }
}
