package io.barnabas.benchmarks.wire;

import io.barnabas.protocol.primitive.MessageReader;
import java.nio.ByteBuffer;

/** Checks an OffsetCommit answer (version 9) about one topic for errors. */
public final class OffsetCommitAnswer {
  private static final int LONGEST_TOPIC = 64;
  private static final int PARTITION_BYTES = 4 + 2 + 1;

  private OffsetCommitAnswer() {}

  /** How much of an answer with that many partitions must be at hand for {@link #check}. */
  public static int bytesToCheck(int partitions) {
    return LONGEST_TOPIC + partitions * PARTITION_BYTES;
  }

  /**
   * Throws {@link IllegalStateException} if one of the partitions has an error.
   *
   * @param answer at the correlation id
   */
  public static void check(ByteBuffer answer, int partitions) {
    MessageReader in = new MessageReader(answer);
    in.readInt();
    in.readTagCount();
    in.readInt();
    require(in.readArrayLength(true, "topics") == 1);
    in.readString(true, "name");
    require(in.readArrayLength(true, "partitions") == partitions);
    for (int i = 0; i < partitions; i++) {
      in.readInt();
      AdminConnection.requireNoError(in.readShort(), "OffsetCommit");
      in.readTagCount();
    }
  }

  private static void require(boolean condition) {
    if (!condition) {
      throw new IllegalStateException("OffsetCommit answered what it was not asked");
    }
  }
}
