package io.barnabas.broker.fetch;

import io.barnabas.environment.Outbound;
import io.barnabas.record.RecordBatch;
import io.barnabas.record.legacy.DownConversion;
import io.barnabas.replication.Reading;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * The message format that a version of Fetch carries: as stored from version 4 on, v1 in 2 and 3,
 * v0 before.
 */
final class FetchFormat {
  private static final short FIRST_VERSION_OF_V1 = 2;
  private static final short FIRST_VERSION_OF_V2 = 4;

  /** What the records of one batch may come to when they are unpacked for an old client. */
  private static final int MAX_EXPANDED_BYTES = 128 << 20;

  private static final Outbound NOTHING = Outbound.of(ByteBuffer.allocate(0));

  private final byte magic;

  FetchFormat(short version) {
    magic =
        version >= FIRST_VERSION_OF_V2
            ? RecordBatch.MAGIC_V2
            : (byte) (version >= FIRST_VERSION_OF_V1 ? 1 : 0);
  }

  Reading reading() {
    return magic == RecordBatch.MAGIC_V2 ? Reading.AS_STORED : Reading.IN_MEMORY;
  }

  static Outbound nothing() {
    return NOTHING;
  }

  /**
   * The batches as this version has them.
   *
   * @param fromOffset where the client wants to go on reading
   * @throws io.barnabas.record.InvalidBatchException if they have no form in an old format
   */
  Outbound encode(Outbound.Piece batches, long fromOffset) {
    if (magic == RecordBatch.MAGIC_V2) {
      return new Outbound(List.of(batches));
    }
    ByteBuffer stored = new Outbound(List.of(batches)).bytes();
    DownConversion conversion = new DownConversion(magic, stored.remaining(), MAX_EXPANDED_BYTES);
    return Outbound.of(conversion.convert(stored, fromOffset).messages());
  }
}
