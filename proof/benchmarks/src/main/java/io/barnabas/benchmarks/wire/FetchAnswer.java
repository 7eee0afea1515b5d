package io.barnabas.benchmarks.wire;

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
    AnswerReader in = new AnswerReader(answer);
    in.int32();
    in.skipTags().skip(Integer.BYTES);
    AnswerReader.requireNoError(in.int16(), "Fetch");
    in.skip(Integer.BYTES);
    if (in.compactLength() == 0) {
      return 0;
    }
    in.skip(16);
    in.compactLength();
    in.skip(Integer.BYTES);
    AnswerReader.requireNoError(in.int16(), "Fetch of a partition");
    in.skip(3 * Long.BYTES);
    if (in.compactLength() > 0) {
      throw new IllegalStateException("Fetch answered aborted transactions");
    }
    in.skip(Integer.BYTES);
    return Math.max(0, in.compactLength());
  }
}
