package io.barnabas.metadata.controller;

import io.barnabas.protocol.Message;
import io.barnabas.protocol.metadata.AbortTransactionRecord;
import io.barnabas.protocol.metadata.BeginTransactionRecord;
import io.barnabas.protocol.metadata.EndTransactionRecord;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds back the records of a transaction until its end (KIP-868). This controller never begins
 * one, but the logs of Kafka's have them.
 */
public final class RecordTransactions {
  private final List<Message> heldBack = new ArrayList<>();
  private boolean open;

  /** Whether a transaction has begun that nobody has ended. */
  public boolean isOpen() {
    return open;
  }

  /** What of the log is to be replayed now that these records were committed. */
  public List<Message> replayable(List<Message> committed) {
    List<Message> replayable = new ArrayList<>(committed.size());
    for (Message record : committed) {
      switch (record) {
        case BeginTransactionRecord ignored -> open = true;
        case AbortTransactionRecord ignored -> end();
        case EndTransactionRecord ignored -> {
          replayable.addAll(heldBack);
          end();
        }
        default -> (open ? heldBack : replayable).add(record);
      }
    }
    return replayable;
  }

  private void end() {
    heldBack.clear();
    open = false;
  }
}
