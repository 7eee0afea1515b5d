package io.barnabas.cli.dump;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barnabas.protocol.MalformedMessageException;
import io.barnabas.protocol.Message;
import io.barnabas.protocol.coordinator.GroupMetadataValue;
import io.barnabas.protocol.coordinator.GroupRecords;
import io.barnabas.protocol.coordinator.ShareRecords;
import io.barnabas.protocol.coordinator.TransactionRecords;
import io.barnabas.record.Record;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Makes text of the records in a coordinator's log: a key is its type and its fields, a value its
 * version and its fields.
 */
final class CoordinatorDecoder {
  /** Of {@code __consumer_offsets}. */
  static final CoordinatorDecoder GROUPS =
      new CoordinatorDecoder(GroupRecords::readKey, GroupRecords::readValue);

  /** Of {@code __transaction_state}. */
  static final CoordinatorDecoder TRANSACTIONS =
      new CoordinatorDecoder(TransactionRecords::readKey, TransactionRecords::readValue);

  /** Of {@code __share_group_state}. */
  static final CoordinatorDecoder SHARE_GROUPS =
      new CoordinatorDecoder(ShareRecords::readKey, ShareRecords::readValue);

  private static final short KEY_VERSION = 0;
  private static final String DELETION = "<DELETE>";

  private final Reader keys;
  private final Reader values;

  /** Reads the fields of keys, or of values, behind their type and version. */
  private interface Reader {
    Message read(short type, short version, ByteBuffer in);
  }

  /**
   * A record's text.
   *
   * @param payload null if the record can't be decoded; then the key says so
   */
  record Text(String key, @Nullable String payload) {}

  private CoordinatorDecoder(Reader keys, Reader values) {
    this.keys = keys;
    this.values = values;
  }

  Text decode(Record record) {
    try {
      return decoded(record);
    } catch (MalformedMessageException | BufferUnderflowException e) {
      return new Text(
          "Error at offset %d, skipping. %s".formatted(record.offset(), e.getMessage()), null);
    }
  }

  private Text decoded(Record record) {
    ByteBuffer key = record.key();
    if (key == null) {
      throw new MalformedMessageException("the key is null");
    }
    ByteBuffer in = key.slice();
    short type = in.getShort();
    Message decodedKey = keys.read(type, KEY_VERSION, in);
    return new Text(
        json("type", type, MessageJson.fields(decodedKey, KEY_VERSION)),
        payload(type, record.value()));
  }

  private String payload(short type, @Nullable ByteBuffer value) {
    if (value == null) {
      return DELETION;
    }
    ByteBuffer in = value.slice();
    short version = in.getShort();
    Message decoded = values.read(type, version, in);
    ObjectNode data = MessageJson.fields(decoded, version);
    if (decoded instanceof GroupMetadataValue group) {
      ConsumerMembers.show(group, data);
    }
    return json("version", version, data);
  }

  private static String json(String name, short number, ObjectNode data) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put(name, Short.toString(number));
    node.set("data", data);
    return node.toString();
  }
}
