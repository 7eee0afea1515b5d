package io.barnabas.coordinator.group.classic;

import io.barnabas.protocol.MalformedMessageException;
import io.barnabas.protocol.message.ConsumerProtocolSubscription;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The topics that consumers say they read; members of other kinds say what they like. */
final class ConsumerSubscriptions {
  static final String PROTOCOL_TYPE = "consumer";

  /** Every version begins with what version 0 has. */
  private static final short BASE_VERSION = 0;

  private ConsumerSubscriptions() {}

  /** The topics of all members, or null if one of them says what can't be read. */
  static @Nullable Set<String> topics(Collection<ClassicMember> members, String protocol) {
    Set<String> topics = new HashSet<>();
    try {
      for (ClassicMember member : members) {
        topics.addAll(topics(member.terms().metadata(protocol)));
      }
      return topics;
    } catch (MalformedMessageException e) {
      return null;
    }
  }

  private static Collection<String> topics(ByteBuffer metadata) {
    ByteBuffer in = metadata.duplicate();
    if (in.remaining() < Short.BYTES || in.getShort() < BASE_VERSION) {
      throw new MalformedMessageException("a subscription begins with its version");
    }
    return ConsumerProtocolSubscription.read(in, BASE_VERSION).topics();
  }
}
