package io.barnabas.conformance.durability;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;

/**
 * What a record says of itself: who wrote it and as its how manieth, counted from 0. Its size
 * follows from the number: most are small, now and then one is large.
 */
record Mark(String writer, long number) {
  private static final int LARGE_EVERY = 500;
  private static final int LARGE_BYTES = 40_000;
  private static final int SMALL_BYTES = 300;
  private static final int STEP = 37;

  /** The record's value: one line of text without its end. */
  byte[] toBytes() {
    byte[] head = (writer + " " + number + " ").getBytes(US_ASCII);
    byte[] bytes = Arrays.copyOf(head, head.length + filling());
    Arrays.fill(bytes, head.length, bytes.length, (byte) ('a' + number % 26));
    return bytes;
  }

  /** Reads a value; throws if it is not byte for byte what its writer made of it. */
  static Mark parse(byte[] value) {
    String text = new String(value, US_ASCII);
    int space = text.indexOf(' ');
    Mark mark =
        new Mark(
            text.substring(0, space),
            Long.parseLong(text, space + 1, text.indexOf(' ', space + 1), 10));
    if (!Arrays.equals(mark.toBytes(), value)) {
      throw new IllegalStateException("A record was changed: " + mark);
    }
    return mark;
  }

  private int filling() {
    return number % LARGE_EVERY == LARGE_EVERY - 1
        ? LARGE_BYTES
        : (int) (number * STEP % SMALL_BYTES);
  }
}
