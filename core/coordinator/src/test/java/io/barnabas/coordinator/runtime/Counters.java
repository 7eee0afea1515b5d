package io.barnabas.coordinator.runtime;

import io.barnabas.protocol.Message;
import io.barnabas.protocol.coordinator.GroupRecords;
import io.barnabas.protocol.coordinator.OffsetCommitKey;
import io.barnabas.protocol.coordinator.OffsetCommitValue;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The plainest state machine there can be: named counters, kept as committed offsets. */
final class Counters implements StateMachine {
  static final RecordTypes TYPES =
      new RecordTypes() {
        @Override
        public Message readKey(short type, ByteBuffer in) {
          return GroupRecords.readKey(type, (short) 0, in);
        }

        @Override
        public Message readValue(short type, short version, ByteBuffer in) {
          return GroupRecords.readValue(type, version, in);
        }
      };

  final CoordinatorContext context;
  final List<String> events = new ArrayList<>();
  private final TrackedMap<String, Long> counts;

  Counters(CoordinatorContext context) {
    this.context = context;
    this.counts = new TrackedMap<>(context.undoLog());
  }

  Map<String, Long> counts() {
    return Map.copyOf(counts.asMap());
  }

  long count(String name) {
    Long count = counts.get(name);
    return count == null ? 0 : count;
  }

  /** Raises a counter; answered with what it comes to. */
  Decision<Long> raise(String name) {
    long next = count(name) + 1;
    return Decision.of(List.of(record(name, next)), next);
  }

  /** Raises several counters by one, all or none. */
  Decision<Long> raiseAll(List<String> names) {
    List<CoordinatorRecord> records =
        names.stream().map(name -> record(name, count(name) + 1)).toList();
    return Decision.of(records, (long) names.size());
  }

  Decision<Long> remove(String name) {
    return Decision.of(List.of(CoordinatorRecord.tombstone(key(name))), 0L);
  }

  Decision<Long> read(String name) {
    return Decision.answer(count(name));
  }

  static CoordinatorRecord record(String name, long count) {
    return CoordinatorRecord.of(key(name), new OffsetCommitValue().offset(count));
  }

  private static OffsetCommitKey key(String name) {
    return new OffsetCommitKey().group(name);
  }

  @Override
  public void replay(CoordinatorRecord record, RecordOrigin origin) {
    String name = ((OffsetCommitKey) record.key()).group();
    if (name.equals("defect")) {
      counts.put("before the defect", 1L);
      throw new IllegalStateException("as planned");
    }
    if (record.value() instanceof OffsetCommitValue value) {
      counts.put(name, value.offset());
    } else {
      counts.remove(name);
    }
  }

  @Override
  public void replayTransactionEnd(long producerId, short producerEpoch, boolean committed) {
    events.add("transaction of " + producerId + (committed ? " committed" : " aborted"));
  }

  @Override
  public void onLoaded() {
    events.add("loaded");
  }

  @Override
  public void onUnloaded() {
    events.add("unloaded");
  }
}
