package io.barnabas.cli.dump;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barnabas.protocol.MalformedMessageException;
import io.barnabas.protocol.Message;
import io.barnabas.protocol.coordinator.GroupMetadataValue;
import io.barnabas.protocol.coordinator.GroupRecords;
import io.barnabas.protocol.message.ConsumerProtocolAssignment;
import io.barnabas.protocol.message.ConsumerProtocolSubscription;
import io.barnabas.record.Record;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes text of the records of {@code __consumer_offsets}: a key is its type and its fields, a
 * value its version and its fields.
 */
final class OffsetsDecoder {
  private static final short KEY_VERSION = 0;
  private static final String CONSUMERS = "consumer";
  private static final String DELETION = "<DELETE>";

  /**
   * A record's text.
   *
   * @param payload null if the record can't be decoded; then the key says so
   */
  record Text(String key, @Nullable String payload) {}

  private OffsetsDecoder() {}

  static Text decode(Record record) {
    try {
      return decoded(record);
    } catch (MalformedMessageException | BufferUnderflowException e) {
      return new Text(
          "Error at offset %d, skipping. %s".formatted(record.offset(), e.getMessage()), null);
    }
  }

  private static Text decoded(Record record) {
    ByteBuffer key = record.key();
    if (key == null) {
      throw new MalformedMessageException("the key is null");
    }
    ByteBuffer in = key.slice();
    short type = in.getShort();
    Message decodedKey = GroupRecords.readKey(type, KEY_VERSION, in);
    return new Text(
        json("type", type, MessageJson.fields(decodedKey, KEY_VERSION)),
        payload(type, record.value()));
  }

  private static String payload(short type, @Nullable ByteBuffer value) {
    if (value == null) {
      return DELETION;
    }
    ByteBuffer in = value.slice();
    short version = in.getShort();
    Message decoded = GroupRecords.readValue(type, version, in);
    ObjectNode data = MessageJson.fields(decoded, version);
    if (decoded instanceof GroupMetadataValue group && group.protocolType().equals(CONSUMERS)) {
      showMembers(group.members(), data.withArray("members"));
    }
    return json("version", version, data);
  }

  /** What consumers have put into their group's record is theirs, but its format is known. */
  private static void showMembers(List<GroupMetadataValue.MemberMetadata> members, JsonNode shown) {
    for (int i = 0; i < members.size(); i++) {
      ObjectNode member = (ObjectNode) shown.get(i);
      replace(
          member,
          "subscription",
          members.get(i).subscription(),
          ConsumerProtocolSubscription::read);
      replace(member, "assignment", members.get(i).assignment(), ConsumerProtocolAssignment::read);
    }
  }

  private interface Reader {
    Message read(ByteBuffer in, short version);
  }

  /** Bytes that are not in the format stay as they are. */
  private static void replace(ObjectNode member, String field, ByteBuffer bytes, Reader reader) {
    ByteBuffer in = bytes.slice();
    try {
      short version = in.getShort();
      member.set(field, MessageJson.fields(reader.read(in, version), version));
    } catch (MalformedMessageException | BufferUnderflowException e) {
      member.set(field, member.get(field));
    }
  }

  private static String json(String name, short number, ObjectNode data) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put(name, Short.toString(number));
    node.set("data", data);
    return node.toString();
  }
}
