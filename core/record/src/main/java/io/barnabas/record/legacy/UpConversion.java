package io.barnabas.record.legacy;

import static io.barnabas.record.InvalidBatchException.require;

import io.barnabas.record.CompressionType;
import io.barnabas.record.InvalidBatchException;
import io.barnabas.record.InvalidBatchException.Reason;
import io.barnabas.record.Record;
import io.barnabas.record.RecordBatch;
import io.barnabas.record.RecordBatchBuilder;
import io.barnabas.record.RecordBatches;
import io.barnabas.record.TimestampType;
import java.nio.ByteBuffer;

/** Turns what a producer of an old format sent into what the log holds. */
public final class UpConversion {
  private UpConversion() {}

  /**
   * The v2 batch that holds all records of a v0 or v1 message set, from the buffer's position to
   * its limit. It has the codec of the first message, base offset 0 and no producer; records of v0
   * have no timestamp. The result is still to be checked as any produced batch is.
   *
   * @param maxExpandedBytes what the records may come to when decompressed, all together
   * @throws InvalidBatchException if the set is empty or malformed, mixes formats, or comes to more
   *     bytes
   */
  public static ByteBuffer toV2(ByteBuffer messageSet, int maxExpandedBytes) {
    RecordBatches.Cursor messages = RecordBatches.whole(messageSet).iterator();
    require(messages.hasNext(), "no message where there must be one");
    RecordBatch first = messages.next();
    CompressionType compression = first.compression();
    RecordBatchBuilder batch =
        new RecordBatchBuilder(compression, compression.defaultLevel(), maxExpandedBytes);
    addRecords(first, batch, maxExpandedBytes);
    while (messages.hasNext()) {
      RecordBatch message = messages.next();
      require(message.magic() == first.magic(), "messages of several formats in one set");
      addRecords(message, batch, maxExpandedBytes);
    }
    return batch.build();
  }

  private static void addRecords(
      RecordBatch message, RecordBatchBuilder batch, int maxExpandedBytes) {
    if (message.timestampType() == TimestampType.LOG_APPEND_TIME) {
      throw new InvalidBatchException(
          Reason.INVALID_TIMESTAMP, "producers may not set the log append time");
    }
    for (Record record : LegacyMessages.read(message, maxExpandedBytes)) {
      batch.add(record.timestampMs(), record.key(), record.value());
    }
  }
}
