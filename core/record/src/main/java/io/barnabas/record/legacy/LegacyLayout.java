package io.barnabas.record.legacy;

/** Where the fields of a v0 or v1 message are, counted from its offset field. */
final class LegacyLayout {
  static final byte MAGIC_V0 = 0;
  static final byte MAGIC_V1 = 1;

  static final int CRC_OFFSET = 12;
  static final int MAGIC_OFFSET = 16;
  static final int LOG_APPEND_TIME_FLAG = 0x08;

  private static final int V0_KEY_OFFSET = 18;
  private static final int V1_KEY_OFFSET = 26;

  private LegacyLayout() {}

  /** Where the key's length is; the value's length follows the key. */
  static int keyOffset(byte magic) {
    return magic == MAGIC_V0 ? V0_KEY_OFFSET : V1_KEY_OFFSET;
  }
}
