package io.barnabas.cli.dump;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barnabas.protocol.MalformedMessageException;
import io.barnabas.protocol.Message;
import io.barnabas.protocol.coordinator.GroupMetadataValue;
import io.barnabas.protocol.message.ConsumerProtocolAssignment;
import io.barnabas.protocol.message.ConsumerProtocolSubscription;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.List;

/** What consumers have put into their group's record: it is theirs, but its format is known. */
final class ConsumerMembers {
  private static final String CONSUMERS = "consumer";

  private ConsumerMembers() {}

  /** Shows in a group's JSON what its members' bytes say. */
  static void show(GroupMetadataValue group, ObjectNode shown) {
    if (group.protocolType().equals(CONSUMERS)) {
      show(group.members(), shown.withArray("members"));
    }
  }

  private static void show(List<GroupMetadataValue.MemberMetadata> members, JsonNode shown) {
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
}
