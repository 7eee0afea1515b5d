package io.barnabas.cli.dump;

import io.barnabas.protocol.Message;
import io.barnabas.protocol.message.KRaftVersionRecord;
import io.barnabas.protocol.message.LeaderChangeMessage;
import io.barnabas.protocol.message.SnapshotFooterRecord;
import io.barnabas.protocol.message.SnapshotHeaderRecord;
import io.barnabas.protocol.message.VotersRecord;
import io.barnabas.record.ControlRecordType;
import io.barnabas.record.EndTransactionMarker;
import io.barnabas.record.Record;
import java.nio.ByteBuffer;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Shows what a control record says. */
final class ControlRecordText {
  private ControlRecordText() {}

  static String of(Record record) {
    ControlRecordType type = ControlRecordType.ofKey(record.key());
    return switch (type) {
      case ABORT, COMMIT -> {
        EndTransactionMarker marker = EndTransactionMarker.of(record);
        yield "endTxnMarker: " + type + " coordinatorEpoch: " + marker.coordinatorEpoch();
      }
      case LEADER_CHANGE -> "LeaderChange: " + json(record.value(), LeaderChangeMessage::read);
      case SNAPSHOT_HEADER -> "SnapshotHeader " + json(record.value(), SnapshotHeaderRecord::read);
      case SNAPSHOT_FOOTER -> "SnapshotFooter " + json(record.value(), SnapshotFooterRecord::read);
      case KRAFT_VERSION -> "KRaftVersion " + json(record.value(), KRaftVersionRecord::read);
      case KRAFT_VOTERS -> "KRaftVoters " + json(record.value(), VotersRecord::read);
      case UNKNOWN -> "controlType: " + type;
    };
  }

  /** The value begins with the version that the rest is in, which is one of its fields. */
  private static String json(
      @Nullable ByteBuffer value, BiFunction<ByteBuffer, Short, Message> reader) {
    if (value == null || value.remaining() < Short.BYTES) {
      return "{}";
    }
    short version = value.getShort(value.position());
    return MessageJson.fields(reader.apply(value.duplicate(), version), version).toString();
  }
}
