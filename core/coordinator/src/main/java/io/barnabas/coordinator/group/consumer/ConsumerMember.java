package io.barnabas.coordinator.group.consumer;

import org.jspecify.annotations.Nullable;

/** A member of a consumer group. Immutable. */
public record ConsumerMember(String memberId, MemberMetadata metadata, CurrentAssignment current) {

  public int epoch() {
    return current.memberEpoch();
  }

  public @Nullable String instanceId() {
    return metadata.instanceId();
  }

  /** Whether it speaks the classic protocol, and is served as a member of a classic group is. */
  public boolean usesClassicProtocol() {
    return metadata.classic() != null;
  }

  public ConsumerMember with(CurrentAssignment newCurrent) {
    return new ConsumerMember(memberId, metadata, newCurrent);
  }

  public ConsumerMember with(MemberMetadata newMetadata) {
    return new ConsumerMember(memberId, newMetadata, current);
  }

  /** The same member under another id, as whoever takes the place of a static member gets it. */
  ConsumerMember renamed(String newMemberId) {
    return new ConsumerMember(newMemberId, metadata, current.takenOver());
  }
}
