package io.barnabas.metadata.store;

import io.barnabas.protocol.message.LeaderChangeMessage;
import io.barnabas.protocol.message.VotersRecord;
import io.barnabas.record.Record;
import io.barnabas.record.RecordBatch;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.stream.Collectors;

/** What the control records of Kafka's KRaft logs say of the controllers (KIP-595, KIP-853). */
final class QuorumRecords {
  private static final short LEADER_CHANGE = 2;
  private static final short VOTERS = 6;

  private QuorumRecords() {}

  /**
   * The ids of the controllers that the last record of a control batch names; empty if none does.
   *
   * @throws io.barnabas.protocol.MalformedMessageException if a record is none
   */
  static Set<Integer> voters(RecordBatch batch) {
    Set<Integer> voters = Set.of();
    for (Record record : batch.records(Integer.MAX_VALUE)) {
      ByteBuffer key = record.key();
      ByteBuffer value = record.value();
      if (key != null && value != null && key.remaining() >= 2 * Short.BYTES) {
        Set<Integer> named = voters(key.getShort(key.position() + Short.BYTES), value.slice());
        voters = named.isEmpty() ? voters : named;
      }
    }
    return voters;
  }

  private static Set<Integer> voters(short type, ByteBuffer value) {
    short version = value.remaining() < Short.BYTES ? 0 : value.getShort(0);
    return switch (type) {
      case LEADER_CHANGE ->
          LeaderChangeMessage.read(value, version).voters().stream()
              .map(LeaderChangeMessage.Voter::voterId)
              .collect(Collectors.toUnmodifiableSet());
      case VOTERS ->
          VotersRecord.read(value, version).voters().stream()
              .map(VotersRecord.Voter::voterId)
              .collect(Collectors.toUnmodifiableSet());
      default -> Set.of();
    };
  }
}
