package io.barnabas.record;

import io.barnabas.record.InvalidBatchException.Reason;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** What a control record says; the type is in the record's key. */
public enum ControlRecordType {
  ABORT(0),
  COMMIT(1),
  LEADER_CHANGE(2),
  SNAPSHOT_HEADER(3),
  SNAPSHOT_FOOTER(4),
  KRAFT_VERSION(5),
  KRAFT_VOTERS(6),
  /** A type of a later release, to be passed over. */
  UNKNOWN(-1);

  private static final short KEY_VERSION = 0;
  private static final int KEY_BYTES = 4;

  private final int id;

  ControlRecordType(int id) {
    this.id = id;
  }

  /**
   * The type of the control record with the given key.
   *
   * @throws InvalidBatchException if the key is not one of a control record
   */
  public static ControlRecordType ofKey(@Nullable ByteBuffer key) {
    if (key == null || key.remaining() < KEY_BYTES || key.getShort(key.position()) < 0) {
      throw new InvalidBatchException(
          Reason.INVALID_RECORD, "the key of a control record without a type");
    }
    int id = key.getShort(key.position() + Short.BYTES);
    for (ControlRecordType type : values()) {
      if (type.id == id) {
        return type;
      }
    }
    return UNKNOWN;
  }

  /** The key of control records of this type. */
  ByteBuffer key() {
    return ByteBuffer.allocate(KEY_BYTES).putShort(KEY_VERSION).putShort((short) id).flip();
  }
}
