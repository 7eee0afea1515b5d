package io.barnabas.log;

import io.barnabas.record.RecordBatch;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The file of a log's producers as of an offset, in Kafka's format (schema {@code
 * ProducerSnapshot}, version 1). Of a producer's batches it holds the last one.
 */
final class ProducerSnapshot {
  private static final short VERSION = 1;
  private static final int CRC_POSITION = 2;
  private static final int ENTRIES_POSITION = 6;
  private static final int HEADER_BYTES = 10;
  private static final int ENTRY_BYTES = 46;

  private ProducerSnapshot() {}

  static ByteBuffer encode(ProducerStates states) {
    List<ProducerState> entries = states.inOrder();
    ByteBuffer bytes = ByteBuffer.allocate(HEADER_BYTES + entries.size() * ENTRY_BYTES);
    bytes.putShort(VERSION).putInt(0).putInt(entries.size());
    entries.forEach(entry -> write(bytes, entry));
    bytes.flip();
    return bytes.putInt(CRC_POSITION, checksum(bytes));
  }

  private static void write(ByteBuffer bytes, ProducerState state) {
    ProducerBatch last = state.lastBatch();
    bytes.putLong(state.producerId()).putShort(state.epoch()).putInt(state.lastSequence());
    bytes.putLong(last == null ? -1 : last.lastOffset());
    bytes.putInt(last == null ? 0 : last.offsetDelta());
    bytes.putLong(state.lastTimestampMs());
    bytes.putInt(ProducerState.NO_COORDINATOR_EPOCH);
    bytes.putLong(ProducerState.NO_TRANSACTION);
  }

  static ProducerStates decode(Path file, ByteBuffer bytes) throws MalformedFileException {
    checkHeader(file, bytes);
    ProducerStates states = new ProducerStates();
    bytes.position(HEADER_BYTES);
    while (bytes.hasRemaining()) {
      states.restore(read(bytes));
    }
    return states;
  }

  private static void checkHeader(Path file, ByteBuffer bytes) throws MalformedFileException {
    if (bytes.limit() < HEADER_BYTES) {
      throw new MalformedFileException(file, "the header is cut off");
    }
    if (bytes.getShort(0) != VERSION) {
      throw new MalformedFileException(file, "unknown version " + bytes.getShort(0));
    }
    if (bytes.getInt(CRC_POSITION) != checksum(bytes)) {
      throw new MalformedFileException(file, "the checksum is wrong");
    }
    long expectedBytes = HEADER_BYTES + (long) bytes.getInt(ENTRIES_POSITION) * ENTRY_BYTES;
    if (bytes.limit() != expectedBytes) {
      throw new MalformedFileException(file, "the size does not fit the number of entries");
    }
  }

  private static ProducerState read(ByteBuffer bytes) {
    long producerId = bytes.getLong();
    short epoch = bytes.getShort();
    int lastSequence = bytes.getInt();
    long lastOffset = bytes.getLong();
    int offsetDelta = bytes.getInt();
    long timestampMs = bytes.getLong();
    bytes.getInt(); // coordinator epoch: of use to transactions only
    bytes.getLong(); // first offset of the current transaction: likewise
    ProducerState state = new ProducerState(producerId, epoch, timestampMs);
    ProducerBatch last = lastBatch(lastSequence, lastOffset, offsetDelta, timestampMs);
    if (last != null) {
      state.add(epoch, last);
    }
    return state;
  }

  /** A producer that has only ended transactions here has no batch. */
  private static @Nullable ProducerBatch lastBatch(
      int lastSequence, long lastOffset, int offsetDelta, long timestampMs) {
    boolean exists = lastOffset >= 0 && lastSequence != RecordBatch.NO_SEQUENCE;
    return exists ? new ProducerBatch(lastSequence, lastOffset, offsetDelta, timestampMs) : null;
  }

  private static int checksum(ByteBuffer bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes.slice(ENTRIES_POSITION, bytes.limit() - ENTRIES_POSITION));
    return (int) crc.getValue();
  }
}
