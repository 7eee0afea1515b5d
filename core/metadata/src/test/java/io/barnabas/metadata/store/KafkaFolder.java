package io.barnabas.metadata.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.barnabas.environment.Volume;
import io.barnabas.environment.Volume.OpenMode;
import io.barnabas.environment.VolumeFile;
import io.barnabas.protocol.Message;
import io.barnabas.protocol.message.LeaderChangeMessage;
import io.barnabas.protocol.primitive.MessageWriter;
import io.barnabas.record.RecordBatchBuilder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/** Writes a metadata log as a Kafka leaves it. */
public final class KafkaFolder {
  private static final int EPOCH = 3;
  private static final short LEADER_CHANGE = 2;

  private final Volume volume;
  private final Path folder;
  private final Path segment;
  private long position;
  private long nextOffset;

  private KafkaFolder(Volume volume, Path logDir) {
    this.volume = volume;
    this.folder = logDir.resolve("__cluster_metadata-0");
    this.segment = folder.resolve("00000000000000000000.log");
  }

  /** A log that begins with an election among these controllers, won by the first. */
  public static KafkaFolder elect(Volume volume, Path logDir, List<Integer> controllers)
      throws IOException {
    KafkaFolder log = new KafkaFolder(volume, logDir);
    volume.createDirectories(log.folder);
    log.quorumState(
        "{\"clusterId\":\"\",\"leaderId\":%d,\"leaderEpoch\":3,\"votedId\":-1,\"data_version\":1}"
            .formatted(controllers.getFirst()));
    log.write(leaderChange(controllers), 1);
    return log;
  }

  public void quorumState(String json) throws IOException {
    volume.replace(folder.resolve("quorum-state"), UTF_8.encode(json));
  }

  /** Appends one batch. */
  public KafkaFolder append(List<Message> records) throws IOException {
    write(CommittedBatch.encode(nextOffset, EPOCH, 1, records), records.size());
    return this;
  }

  /** Appends bytes that are no batch. */
  public void appendBytes(ByteBuffer bytes) throws IOException {
    write(bytes, 0);
  }

  public long endOffset() {
    return nextOffset;
  }

  private void write(ByteBuffer bytes, int records) throws IOException {
    int sizeBytes = bytes.remaining();
    try (VolumeFile file = volume.open(segment, OpenMode.WRITE)) {
      file.write(position, bytes);
      file.sync();
    }
    volume.syncDirectory(folder);
    volume.syncDirectory(folder.getParent());
    position += sizeBytes;
    nextOffset += records;
  }

  private static ByteBuffer leaderChange(List<Integer> controllers) {
    MessageWriter out = new MessageWriter();
    new LeaderChangeMessage()
        .leaderId(controllers.getFirst())
        .voters(
            controllers.stream().map(id -> new LeaderChangeMessage.Voter().voterId(id)).toList())
        .write(out, (short) 0);
    ByteBuffer key =
        ByteBuffer.allocate(2 * Short.BYTES).putShort((short) 0).putShort(LEADER_CHANGE);
    return new RecordBatchBuilder()
        .partitionLeaderEpoch(EPOCH)
        .control()
        .add(1, key.flip(), out.toOutbound().bytes())
        .build();
  }
}
