package io.barnabas.coordinator.group.classic;

import io.barnabas.protocol.message.JoinGroupRequest.JoinGroupRequestProtocol;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * A way of working together that a member can follow, such as an assignor, and what it says to the
 * leader under it, such as its subscription. Immutable; the bytes are its own.
 */
public record ClassicProtocol(String name, ByteBuffer metadata) {
  static final ByteBuffer NO_BYTES = ByteBuffer.allocate(0).asReadOnlyBuffer();

  public ClassicProtocol {
    metadata = copy(metadata);
  }

  static List<ClassicProtocol> listOf(List<JoinGroupRequestProtocol> protocols) {
    return protocols.stream()
        .map(protocol -> new ClassicProtocol(protocol.name(), protocol.metadata()))
        .toList();
  }

  /** Requests are read in place; what outlives the answer has to be taken out of them. */
  static ByteBuffer copy(ByteBuffer bytes) {
    return ByteBuffer.allocate(bytes.remaining()).put(bytes.duplicate()).flip().asReadOnlyBuffer();
  }
}
