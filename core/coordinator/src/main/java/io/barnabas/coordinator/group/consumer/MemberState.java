package io.barnabas.coordinator.group.consumer;

/** How far a member has come with its target assignment (KIP-848). */
public enum MemberState {
  /** It has what it is to have in its epoch. */
  STABLE((byte) 0),
  /** It has yet to give partitions up, and stays in its epoch until then. */
  UNREVOKED_PARTITIONS((byte) 1),
  /** It waits for partitions that others have yet to give up. */
  UNRELEASED_PARTITIONS((byte) 2),
  /** A release newer than this one wrote it; the member has to join anew. */
  UNKNOWN((byte) 127);

  private final byte code;

  MemberState(byte code) {
    this.code = code;
  }

  /** As the log has it. */
  public byte code() {
    return code;
  }

  static MemberState of(byte code) {
    for (MemberState state : values()) {
      if (state.code == code) {
        return state;
      }
    }
    return UNKNOWN;
  }
}
