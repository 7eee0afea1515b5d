package io.barnabas.cli.dump;

import io.barnabas.record.InvalidBatchException;
import io.barnabas.record.Record;
import io.barnabas.record.RecordBatch;
import io.barnabas.record.RecordHeader;
import io.barnabas.record.TimestampType;
import java.nio.ByteBuffer;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The lines for a batch and its records, in the layout of Kafka's tool. */
final class BatchText {
  private final DumpOptions options;
  private final RecordDecoder keys;
  private final RecordDecoder values;
  private final @Nullable CoordinatorDecoder coordinator;

  BatchText(DumpOptions options) {
    this.options = options;
    this.keys = options.keys();
    this.values = options.values();
    this.coordinator = options.coordinator();
  }

  String batch(long position, RecordBatch batch) {
    String start =
        batch.magic() >= RecordBatch.MAGIC_V2
            ? fieldsOfV2(batch)
            : "offset: " + batch.baseOffset() + " ";
    return start
        + "position: %d %s: %d size: %d magic: %d compresscodec: %s crc: %d isvalid: %s"
            .formatted(
                position,
                timestampType(batch),
                batch.maxTimestamp(),
                batch.sizeBytes(),
                batch.magic(),
                codec(batch),
                Integer.toUnsignedLong(batch.crc()),
                batch.isCrcValid());
  }

  private static String codec(RecordBatch batch) {
    try {
      return batch.compression().configName();
    } catch (InvalidBatchException e) {
      return "unknown";
    }
  }

  private static String fieldsOfV2(RecordBatch batch) {
    OptionalLong deleteHorizonMs =
        batch.hasDeleteHorizon() ? OptionalLong.of(batch.baseTimestamp()) : OptionalLong.empty();
    return ("baseOffset: %d lastOffset: %d count: %d baseSequence: %d lastSequence: %d"
            + " producerId: %d producerEpoch: %d partitionLeaderEpoch: %d isTransactional: %s"
            + " isControl: %s deleteHorizonMs: %s ")
        .formatted(
            batch.baseOffset(),
            batch.lastOffset(),
            batch.recordCount(),
            batch.baseSequence(),
            batch.lastSequence(),
            batch.producerId(),
            batch.producerEpoch(),
            batch.partitionLeaderEpoch(),
            batch.isTransactional(),
            batch.isControl(),
            deleteHorizonMs);
  }

  String record(RecordBatch batch, Record record) {
    StringBuilder line = new StringBuilder("|");
    if (!options.skipRecordMetadata) {
      appendMetadata(line, batch, record);
    }
    if (batch.isControl()) {
      line.append(' ').append(ControlRecordText.of(record));
    } else if (coordinator != null) {
      append(line, coordinator.decode(record));
    } else if (options.showsData()) {
      append(line, "key", record.key(), keys);
      append(line, "payload", record.value(), values);
    }
    return line.toString();
  }

  private static void appendMetadata(StringBuilder line, RecordBatch batch, Record record) {
    line.append(
        " offset: %d %s: %d keySize: %d valueSize: %d"
            .formatted(
                record.offset(),
                timestampType(batch),
                record.timestampMs(),
                size(record.key()),
                size(record.value())));
    if (batch.magic() >= RecordBatch.MAGIC_V2) {
      String headerKeys =
          record.headers().stream().map(RecordHeader::key).collect(Collectors.joining(","));
      line.append(" sequence: %d headerKeys: [%s]".formatted(sequence(batch, record), headerKeys));
    }
  }

  /** Sequences go on with 0 after 2^31 - 1. */
  private static int sequence(RecordBatch batch, Record record) {
    return batch.baseSequence() == RecordBatch.NO_SEQUENCE
        ? RecordBatch.NO_SEQUENCE
        : (int) (batch.baseSequence() + record.offset() - batch.baseOffset()) & Integer.MAX_VALUE;
  }

  private static String timestampType(RecordBatch batch) {
    return batch.timestampType() == TimestampType.CREATE_TIME ? "CreateTime" : "LogAppendTime";
  }

  private static int size(@Nullable ByteBuffer bytes) {
    return bytes == null ? -1 : bytes.remaining();
  }

  private static void append(
      StringBuilder line, String name, @Nullable ByteBuffer bytes, RecordDecoder decoder) {
    if (bytes != null) {
      line.append(' ').append(name).append(": ").append(decoder.decode(bytes));
    }
  }

  private static void append(StringBuilder line, CoordinatorDecoder.Text text) {
    line.append(" key: ").append(text.key());
    if (text.payload() != null) {
      line.append(" payload: ").append(text.payload());
    }
  }
}
