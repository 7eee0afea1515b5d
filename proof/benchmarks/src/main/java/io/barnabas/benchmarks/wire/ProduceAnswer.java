package io.barnabas.benchmarks.wire;

import java.nio.ByteBuffer;

/** Checks a Produce answer (version 13) for errors, allocating nothing. */
public final class ProduceAnswer {
  private static final int BEFORE_FIRST_PARTITION = Integer.BYTES + 1 + 1 + 16 + 1;
  private static final int RECORD_ERRORS_AT = 4 + 2 + 8 + 8 + 8;
  private static final int ERROR_CODE_AT = Integer.BYTES;

  /** The topic's tags, the throttle time and the answer's tags. */
  private static final int AFTER_PARTITIONS_BYTES = 1 + Integer.BYTES + 1;

  private static final int PARTITION_BYTES = 4 + 2 + 8 + 8 + 8 + 1 + 1 + 1;

  private ProduceAnswer() {}

  /** How much of an answer with that many partitions must be at hand for {@link #check}. */
  public static int bytesToCheck(int partitions) {
    return BEFORE_FIRST_PARTITION + partitions * PARTITION_BYTES;
  }

  /** A frame that answers for one partition that all is well. */
  public static byte[] ofOnePartition() {
    ByteBuffer frame =
        ByteBuffer.allocate(Integer.BYTES + bytesToCheck(1) + AFTER_PARTITIONS_BYTES);
    frame.putInt(frame.capacity() - Integer.BYTES);
    frame.put(2 * Integer.BYTES + 1, (byte) 2); // one topic
    frame.put(Integer.BYTES + BEFORE_FIRST_PARTITION - 1, (byte) 2); // one partition
    frame.put(Integer.BYTES + BEFORE_FIRST_PARTITION + RECORD_ERRORS_AT, (byte) 1); // none
    return frame.array();
  }

  /**
   * Throws {@link IllegalStateException} if one of the partitions has an error.
   *
   * @param answer at the correlation id; one topic, fewer than 127 partitions
   */
  public static void check(ByteBuffer answer, int partitions) {
    int at = answer.position() + BEFORE_FIRST_PARTITION;
    int count = answer.get(at - 1) - 1;
    if (count != partitions) {
      throw new IllegalStateException("Produce answered " + count + " partitions");
    }
    for (int i = 0; i < count; i++, at += PARTITION_BYTES) {
      AdminConnection.requireNoError(answer.getShort(at + ERROR_CODE_AT), "Produce");
    }
  }
}
