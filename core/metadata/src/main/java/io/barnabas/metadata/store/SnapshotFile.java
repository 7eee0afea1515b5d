package io.barnabas.metadata.store;

import io.barnabas.environment.Volume;
import io.barnabas.environment.Volume.OpenMode;
import io.barnabas.environment.VolumeFile;
import io.barnabas.metadata.image.ClusterImage;
import io.barnabas.metadata.store.FileNames.SnapshotId;
import io.barnabas.protocol.Message;
import io.barnabas.protocol.message.SnapshotFooterRecord;
import io.barnabas.protocol.message.SnapshotHeaderRecord;
import io.barnabas.protocol.primitive.MessageWriter;
import io.barnabas.record.RecordBatchBuilder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot in a file, as KIP-630 has it: batches of metadata records between a control record
 * that opens it and one that closes it.
 */
final class SnapshotFile {
  /** What the name of a snapshot ends in while it is being written. */
  static final String UNFINISHED = ".part";

  private static final int RECORDS_PER_BATCH = 1000;
  private static final short HEADER_TYPE = 3;
  private static final short FOOTER_TYPE = 4;

  private SnapshotFile() {}

  /** Writes and syncs it under its name, which a crash leaves there whole or not at all. */
  static void write(Volume volume, Path folder, SnapshotId id, ClusterImage image, long timestampMs)
      throws IOException {
    Path file = FileNames.checkpoint(folder, id);
    Path part = file.resolveSibling(file.getFileName() + UNFINISHED);
    try (VolumeFile opened = volume.open(part, OpenMode.TRUNCATE)) {
      Writer writer = new Writer(opened, id.epoch(), timestampMs);
      writer.writeControl(HEADER_TYPE, new SnapshotHeaderRecord());
      writer.writeAll(image);
      writer.writeControl(FOOTER_TYPE, new SnapshotFooterRecord());
      opened.sync();
    }
    volume.move(part, file);
    volume.syncDirectory(folder);
  }

  /** The batches of a snapshot, null where the file is not whole. */
  static @Nullable List<CommittedBatch> read(Volume volume, Path folder, SnapshotId id)
      throws IOException {
    ByteBuffer content = volume.readFully(FileNames.checkpoint(folder, id));
    BatchScan scan = BatchScan.of(content);
    List<CommittedBatch> batches = scan.batches();
    boolean isWhole =
        scan.validBytes() == content.limit()
            && batches.size() >= 2
            && batches.getFirst().isControl()
            && batches.getLast().isControl();
    return isWhole ? batches : null;
  }

  /** Writes batch after batch to the file's end. */
  private static final class Writer {
    private final VolumeFile file;
    private final int epoch;
    private final long timestampMs;
    private long position;
    private long nextOffset;

    Writer(VolumeFile file, int epoch, long timestampMs) {
      this.file = file;
      this.epoch = epoch;
      this.timestampMs = timestampMs;
    }

    void writeAll(ClusterImage image) throws IOException {
      List<Message> all = new ArrayList<>();
      image.forEachRecord(all::add);
      for (int from = 0; from < all.size(); from += RECORDS_PER_BATCH) {
        List<Message> some = all.subList(from, Math.min(from + RECORDS_PER_BATCH, all.size()));
        write(CommittedBatch.encode(nextOffset, epoch, timestampMs, some), some.size());
      }
    }

    void writeControl(short type, Message value) throws IOException {
      MessageWriter out = new MessageWriter();
      value.write(out, (short) 0);
      ByteBuffer key = ByteBuffer.allocate(2 * Short.BYTES).putShort((short) 0).putShort(type);
      RecordBatchBuilder builder =
          new RecordBatchBuilder().baseOffset(nextOffset).partitionLeaderEpoch(epoch).control();
      write(builder.add(timestampMs, key.flip(), out.toOutbound().bytes()).build(), 1);
    }

    private void write(ByteBuffer batch, int records) throws IOException {
      int sizeBytes = batch.remaining();
      file.write(position, batch);
      position += sizeBytes;
      nextOffset += records;
    }
  }
}
