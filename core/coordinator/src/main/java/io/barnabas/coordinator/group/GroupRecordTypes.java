package io.barnabas.coordinator.group;

import io.barnabas.coordinator.runtime.RecordTypes;
import io.barnabas.protocol.Message;
import io.barnabas.protocol.coordinator.GroupRecords;
import io.barnabas.protocol.coordinator.OffsetCommitKey;
import java.nio.ByteBuffer;

/** The records of {@code __consumer_offsets}. To be used on one shard. */
public final class GroupRecordTypes implements RecordTypes {
  private static final short KEY_VERSION = 0;

  private final OffsetKeys offsetKeys = new OffsetKeys();

  @Override
  public Message readKey(short type, ByteBuffer in) {
    return type == OffsetCommitKey.API_KEY
        ? offsetKeys.read(in)
        : GroupRecords.readKey(type, KEY_VERSION, in);
  }

  @Override
  public Message readValue(short type, short version, ByteBuffer in) {
    // Nearly all records are offsets, which have no byte fields that would be views of the buffer.
    return GroupRecords.readValue(type, version, type == OffsetCommitKey.API_KEY ? in : copyOf(in));
  }

  private static ByteBuffer copyOf(ByteBuffer in) {
    return ByteBuffer.allocate(in.remaining()).put(in).flip();
  }
}
