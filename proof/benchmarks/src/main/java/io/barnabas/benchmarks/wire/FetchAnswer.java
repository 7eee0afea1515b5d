package io.barnabas.benchmarks.wire;

import io.barnabas.protocol.primitive.MessageReader;
import java.nio.ByteBuffer;

/** Reads from the head of a Fetch answer (version 17) for one partition how much came. */
public final class FetchAnswer {
  /** The most of an answer that {@link #recordBytes} looks at. */
  public static final int HEAD_BYTES = 96;

  private FetchAnswer() {}

  /**
   * Size of the records in the answer, 0 if there are none.
   *
   * @param answer at the correlation id; its first {@link #HEAD_BYTES} are enough
   * @throws IllegalStateException if the answer or its partition has an error
   */
  public static int recordBytes(ByteBuffer answer) {
    MessageReader in = new MessageReader(answer);
    in.readInt();
    require(in.readTagCount() == 0);
    in.readInt();
    AdminConnection.requireNoError(in.readShort(), "Fetch");
    in.readInt();
    if (in.readArrayLength(true, "responses") == 0) {
      return 0;
    }
    in.readUuid();
    require(in.readArrayLength(true, "partitions") == 1);
    in.readInt();
    AdminConnection.requireNoError(in.readShort(), "Fetch of a partition");
    in.readLong();
    in.readLong();
    in.readLong();
    require(in.readNullableArrayLength(true) <= 0);
    in.readInt();
    return Math.max(0, in.readUnsignedVarint() - 1);
  }

  private static void require(boolean condition) {
    if (!condition) {
      throw new IllegalStateException("Fetch answered what it was not asked for");
    }
  }
}
