package io.barnabas.metadata.store;

import io.barnabas.protocol.Message;
import java.util.ArrayList;
import java.util.List;

/** Writes down what a store tells. */
final class HeardRecords implements MetadataStore.Listener {
  final List<Message> records = new ArrayList<>();
  long nextOffset;
  long snapshotOffset = -1;
  int leaderId = -1;
  int epoch = -1;

  @Override
  public void onSnapshot(long lastOffset, List<Message> newRecords) {
    records.clear();
    records.addAll(newRecords);
    snapshotOffset = lastOffset;
    nextOffset = lastOffset + 1;
  }

  @Override
  public void onCommitted(long baseOffset, List<Message> newRecords) {
    if (baseOffset != nextOffset) {
      throw new AssertionError(baseOffset + " came where " + nextOffset + " was expected");
    }
    records.addAll(newRecords);
    nextOffset += newRecords.size();
  }

  @Override
  public void onLeaderChanged(int newLeaderId, int newEpoch) {
    leaderId = newLeaderId;
    epoch = newEpoch;
  }
}
