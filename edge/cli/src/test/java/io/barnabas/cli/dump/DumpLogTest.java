package io.barnabas.cli.dump;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.cli.ToolRun;
import io.barnabas.protocol.metadata.FeatureLevelRecord;
import io.barnabas.protocol.primitive.MessageWriter;
import io.barnabas.protocol.storage.ProducerSnapshot;
import io.barnabas.record.CompressionType;
import io.barnabas.record.EndTransactionMarker;
import io.barnabas.record.RecordBatch;
import io.barnabas.record.RecordBatchBuilder;
import io.barnabas.record.RecordHeader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lines are in the layout of Kafka 4.3.1's tool, whose output for such files is the same. */
class DumpLogTest {
  private static final String BASE = "00000000000000000005";

  @TempDir private Path folder;
  private Path log;

  @BeforeEach
  void writeTwoBatches() throws IOException {
    log = folder.resolve(BASE + ".log");
    write(log, first(), second());
  }

  private static ByteBuffer first() {
    ByteBuffer batch =
        new RecordBatchBuilder()
            .producer(9, (short) 1, 3)
            .partitionLeaderEpoch(2)
            .add(100, bytes("k"), bytes("v"), List.of(new RecordHeader("h", null)))
            .add(101, null, null)
            .build();
    RecordBatch.at(batch, 0).assignOffset(5);
    return batch;
  }

  private static ByteBuffer second() {
    ByteBuffer batch =
        new RecordBatchBuilder(CompressionType.GZIP, CompressionType.GZIP.defaultLevel())
            .add(99, null, bytes("zip"))
            .build();
    RecordBatch.at(batch, 0).assignOffset(7);
    return batch;
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(UTF_8));
  }

  private static void write(Path file, ByteBuffer... parts) throws IOException {
    ByteBuffer whole =
        ByteBuffer.allocate(Arrays.stream(parts).mapToInt(ByteBuffer::remaining).sum());
    Arrays.stream(parts).map(ByteBuffer::duplicate).forEach(whole::put);
    Files.write(file, whole.array());
  }

  private static ToolRun dump(Object... arguments) {
    return ToolRun.of(
        DumpLogCommand::new, Arrays.stream(arguments).map(Object::toString).toArray(String[]::new));
  }

  private static String crc(ByteBuffer batch) {
    return Integer.toUnsignedString(RecordBatch.at(batch, 0).crc());
  }

  private String firstLine() {
    return "baseOffset: 5 lastOffset: 6 count: 2 baseSequence: 3 lastSequence: 4 producerId: 9"
        + " producerEpoch: 1 partitionLeaderEpoch: 2 isTransactional: false isControl: false"
        + " deleteHorizonMs: OptionalLong.empty position: 0 CreateTime: 101 size: "
        + first().remaining()
        + " magic: 2 compresscodec: none crc: "
        + crc(first())
        + " isvalid: true";
  }

  private String secondLine() {
    return "baseOffset: 7 lastOffset: 7 count: 1 baseSequence: -1 lastSequence: -1 producerId: -1"
        + " producerEpoch: -1 partitionLeaderEpoch: -1 isTransactional: false isControl: false"
        + " deleteHorizonMs: OptionalLong.empty position: "
        + first().remaining()
        + " CreateTime: 99 size: "
        + second().remaining()
        + " magic: 2 compresscodec: gzip crc: "
        + crc(second())
        + " isvalid: true";
  }

  @Test
  void a_log_is_shown_batch_by_batch() {
    ToolRun run = dump("--files", log);
    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out().lines())
        .containsExactly("Dumping " + log, "Log starting offset: 5", firstLine(), secondLine());
  }

  @Test
  void with_their_data_records_follow_their_batch() {
    assertThat(dump("--print-data-log", "--files", log).out().lines().skip(2))
        .containsExactly(
            firstLine(),
            "| offset: 5 CreateTime: 100 keySize: 1 valueSize: 1 sequence: 3 headerKeys: [h]"
                + " key: k payload: v",
            "| offset: 6 CreateTime: 101 keySize: -1 valueSize: -1 sequence: 4 headerKeys: []",
            secondLine(),
            "| offset: 7 CreateTime: 99 keySize: -1 valueSize: 3 sequence: -1 headerKeys: []"
                + " payload: zip");
  }

  @Test
  void without_metadata_a_record_is_its_data() {
    assertThat(dump("--print-data-log", "--skip-record-metadata", "--files", log).out().lines())
        .contains("| key: k payload: v", "| payload: zip");
  }

  @Test
  void a_torn_tail_is_counted() throws IOException {
    ByteBuffer torn = second();
    write(log, first(), torn.limit(torn.limit() - 3));
    assertThat(dump("--files", log).out().lines())
        .endsWith(
            firstLine(),
            "Found " + torn.remaining() + " invalid bytes at the end of " + BASE + ".log");
    assertThat(dump("--files", log).err().lines())
        .containsExactly(log + ": at position " + first().remaining() + " there is no whole batch");
  }

  @Test
  void a_wrong_checksum_is_shown() throws IOException {
    ByteBuffer damaged = first();
    damaged.put(damaged.limit() - 1, (byte) 77);
    write(log, damaged);
    ToolRun run = dump("--files", log);
    assertThat(run.out()).contains("isvalid: false");
    assertThat(run.err().lines())
        .containsExactly(
            log + ": the batch at position 0, of offset 5, is damaged: its checksum is wrong");
  }

  @Test
  void offsets_that_go_back_are_reported() throws IOException {
    write(log, second(), first());
    assertThat(dump("--files", log).err()).contains("a batch with offset 5 comes after offset 7");
  }

  @Test
  void a_transaction_marker_is_explained() throws IOException {
    ByteBuffer marker = new EndTransactionMarker(false, 8).toBatch(1, (short) 0, 50);
    write(log, marker);
    assertThat(dump("--deep-iteration", "--files", log).out())
        .contains("endTxnMarker: ABORT coordinatorEpoch: 8");
  }

  @Test
  void metadata_is_shown_as_json() throws IOException {
    MessageWriter value = new MessageWriter();
    value.writeUnsignedVarint(1);
    value.writeUnsignedVarint(12);
    value.writeUnsignedVarint(0);
    new FeatureLevelRecord()
        .name("metadata.version")
        .featureLevel((short) 30)
        .write(value, (short) 0);
    Path snapshot = folder.resolve("00000000000000000010-0000000003.checkpoint");
    write(
        snapshot,
        new RecordBatchBuilder()
            .add(0, null, value.toOutbound().bytes())
            .add(0, null, bytes("?"))
            .build());
    List<String> lines =
        dump("--cluster-metadata-decoder", "--files", snapshot).out().lines().toList();
    assertThat(lines.get(1)).isEqualTo("Snapshot end offset: 10, epoch: 3");
    assertThat(lines.get(3))
        .endsWith(
            "payload: {\"type\":\"FEATURE_LEVEL_RECORD\",\"version\":0,\"data\":"
                + "{\"name\":\"metadata.version\",\"featureLevel\":30}}");
    assertThat(lines.get(4)).contains("1 bytes that can't be decoded");
  }

  @Test
  void an_index_is_checked_against_its_log() throws IOException {
    Path index = folder.resolve(BASE + ".index");
    write(index, ints(1, 0, 2, first().remaining(), 0, 0));
    ToolRun run = dump("--files", index);
    assertThat(run.err()).isEmpty();
    assertThat(run.out().lines().skip(1))
        .containsExactly("offset: 6 position: 0", "offset: 7 position: " + first().remaining());
    write(index, ints(0, 0, 2, 17));
    assertThat(dump("--verify-index-only", "--files", index).err().lines())
        .containsExactly(
            index + ": offset 5 is said to be at 0, where the log has offset 6",
            index + ": offset 7 is said to be at 17, where the log has no batch");
  }

  @Test
  void a_time_index_is_checked_against_its_log() throws IOException {
    Path index = folder.resolve(BASE + ".timeindex");
    write(index, ByteBuffer.allocate(24).putLong(101).putInt(1).putLong(200).putInt(2).flip());
    ToolRun run = dump("--files", index);
    assertThat(run.out().lines().skip(1))
        .containsExactly("timestamp: 101 offset: 6", "timestamp: 200 offset: 7");
    assertThat(run.err().lines())
        .containsExactly(
            index
                + ": the largest timestamp up to offset 7 is said to be 200, in the log it is 101");
  }

  @Test
  void an_index_with_half_an_entry_does_not_pass_the_sanity_check() throws IOException {
    Path index = folder.resolve(BASE + ".index");
    write(index, ByteBuffer.allocate(16));
    assertThat(dump("--index-sanity-check", "--files", index).out())
        .endsWith(index + " passed sanity check." + System.lineSeparator());
    write(index, ByteBuffer.allocate(15));
    ToolRun run = dump("--index-sanity-check", "--files", index);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .contains("is damaged: its 15 bytes are not a whole number of entries of 8");
  }

  private static ByteBuffer ints(int... values) {
    ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES * values.length);
    Arrays.stream(values).forEach(bytes::putInt);
    return bytes.flip();
  }

  @Test
  void producers_are_shown_with_their_last_batch() throws IOException {
    Path snapshot = folder.resolve(BASE + ".snapshot");
    ByteBuffer bytes = snapshotBytes();
    write(snapshot, bytes);
    assertThat(dump("--files", snapshot).out().lines().skip(1))
        .containsExactly(
            "producerId: 8 producerEpoch: 0 coordinatorEpoch: -1 currentTxnFirstOffset:"
                + " OptionalLong.empty lastTimestamp: 77 firstSequence: 2919 lastSequence: 2999"
                + " lastOffset: 2999 offsetDelta: 80 timestamp: 77");
    write(snapshot, bytes.put(20, (byte) 1));
    assertThat(dump("--files", snapshot).err()).contains("is damaged: its checksum is wrong");
  }

  private static ByteBuffer snapshotBytes() {
    MessageWriter fields = new MessageWriter();
    new ProducerSnapshot()
        .producerEntries(
            List.of(
                new ProducerSnapshot.ProducerEntry()
                    .producerId(8)
                    .lastSequence(2999)
                    .lastOffset(2999)
                    .offsetDelta(80)
                    .timestamp(77)
                    .coordinatorEpoch(-1)
                    .currentTxnFirstOffset(-1)))
        .write(fields, (short) 1);
    ByteBuffer body = fields.toOutbound().bytes();
    ByteBuffer file =
        ByteBuffer.allocate(2 + body.remaining()).putShort((short) 1).put(body).flip();
    CRC32C crc = new CRC32C();
    crc.update(file.slice(6, file.limit() - 6));
    return file.putInt(2, (int) crc.getValue());
  }

  @Test
  void leader_epochs_are_listed() throws IOException {
    Path epochs = folder.resolve("leader-epoch-checkpoint");
    Files.writeString(epochs, "0\n2\n0 0\n3 42\n");
    assertThat(dump("--files", epochs).out().lines().skip(1))
        .containsExactly("epoch: 0 startOffset: 0", "epoch: 3 startOffset: 42");
  }

  @Test
  void the_files_of_text_are_shown_entry_by_entry() throws IOException {
    Path points = folder.resolve("recovery-point-offset-checkpoint");
    Files.writeString(points, "0\n2\na 0 7\nb-c 12 0\n");
    Path partition = folder.resolve("partition.metadata");
    Files.writeString(partition, "version: 0\ntopic_id: AAAAAAAAAAEAAAAAAAAAAg");
    Path owner = folder.resolve("meta.properties");
    Files.writeString(owner, "version=1\ncluster.id=c\nnode.id=3\n");
    assertThat(dump("--files", points + "," + partition + "," + owner).out().lines())
        .containsExactly(
            "Dumping " + points,
            "topic: a partition: 0 offset: 7",
            "topic: b-c partition: 12 offset: 0",
            "Dumping " + partition,
            "topicId: AAAAAAAAAAEAAAAAAAAAAg",
            "Dumping " + owner,
            "clusterId: c nodeId: 3 directoryId: none");
  }

  @Test
  void a_damaged_file_does_not_hide_the_next() throws IOException {
    Path damaged = folder.resolve("replication-offset-checkpoint");
    Files.writeString(damaged, "0\n2\na 0 7\n");
    Path epochs = folder.resolve("leader-epoch-checkpoint");
    Files.writeString(epochs, "0\n1\n3 42\n");
    ToolRun run = dump("--files", damaged + "," + epochs);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err().lines())
        .containsExactly(damaged + ": 1 entries where the header says '2'");
    assertThat(run.out()).contains("epoch: 3 startOffset: 42");
  }

  @Test
  void files_that_are_about_to_go_are_shown_too() throws IOException {
    Path gone = Files.move(log, folder.resolve(BASE + ".log.deleted"));
    Path index = folder.resolve(BASE + ".index.deleted");
    write(index, ints(1, 0));
    ToolRun run = dump("--files", gone + "," + index);
    assertThat(run.err()).isEmpty();
    assertThat(run.out().lines()).contains(firstLine(), "offset: 6 position: 0");
  }

  @Test
  void an_index_that_goes_back_does_not_pass_the_sanity_check() throws IOException {
    Path index = folder.resolve(BASE + ".timeindex");
    write(index, ByteBuffer.allocate(24).putLong(101).putInt(1).putLong(100).putInt(2).flip());
    ToolRun run = dump("--index-sanity-check", "--files", index);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .contains(
            index
                + " is damaged: the last entry (timestamp: 100 offset: 7) is below the first"
                + " (timestamp: 101 offset: 6)");
    Path empty = folder.resolve(BASE + ".index");
    write(empty);
    assertThat(dump("--files", empty).out()).contains(empty + " is empty.");
  }

  @Test
  void a_file_that_is_not_there_or_not_named_right_is_an_error() {
    ToolRun missing = dump("--files", folder.resolve("00000000000000000000.log"));
    assertThat(missing.exitCode()).isEqualTo(1);
    assertThat(missing.err()).contains("there is no file");
    assertThat(dump("--files", folder.resolve("name.log")).err())
        .contains("is not named by an offset");
    assertThat(dump("--files", folder.resolve("other.txt")).err())
        .startsWith("Ignoring unknown file");
  }
}
