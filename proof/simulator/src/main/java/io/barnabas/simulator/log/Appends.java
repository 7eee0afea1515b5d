package io.barnabas.simulator.log;

import io.barnabas.log.AppendOrigin;
import io.barnabas.log.AppendResult;
import io.barnabas.log.LogException;
import io.barnabas.simulator.Violation;
import io.barnabas.simulator.batch.Value;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** What a producer does with a log. */
final class Appends {
  private static final int LEADER_EPOCH = 3;

  /** Records in a batch, at most. */
  static final int MAX_RECORDS = 4;

  /** A producer may send one of so many last batches again (KAFKA-5494). */
  private static final int KEPT_BATCHES = 5;

  private final LogSession session;

  Appends(LogSession session) {
    this.session = session;
  }

  void append() {
    int count = 1 + session.chance().nextInt(MAX_RECORDS);
    List<Value> values = session.partition().nextValues(count);
    long timestampMs = session.shard().clock().wallMs();
    SentBatch batch = new SentBatch(session.partition().nextSender(count), timestampMs, values, -1);
    session.history().sent(values);
    session.await(
        send(batch), result -> onAppended(batch, result), failure -> onFailed(batch, failure));
  }

  private CompletionStage<AppendResult> send(SentBatch batch) {
    return session.log().append(batch.encode(), LEADER_EPOCH, AppendOrigin.CLIENT);
  }

  private void onAppended(SentBatch batch, AppendResult result) {
    long count = result.lastOffset() - result.baseOffset() + 1;
    if (result.duplicate() || count != batch.values().size()) {
      throw new Violation("%s was answered with %s".formatted(batch, result));
    }
    session.history().acknowledged(batch.values(), result.baseOffset());
    session.resendable().add(batch.acknowledgedAt(result.baseOffset()));
  }

  private void onFailed(SentBatch batch, Throwable failure) {
    switch (failure) {
      case LogException.StorageFailure e -> {}
      case LogException.Unavailable e -> session.history().refused(batch.values());
      default -> throw new Violation(batch + " failed with " + failure);
    }
  }

  /** Sends a batch that is in the log already: the answer is its first offset. */
  void resend() {
    List<SentBatch> batches = session.resendable();
    if (batches.isEmpty() || !session.partition().isIdempotent() || !session.isQuiet()) {
      return;
    }
    int back = 1 + session.chance().nextInt(Math.min(KEPT_BATCHES, batches.size()));
    SentBatch again = batches.get(batches.size() - back);
    session.await(send(again), result -> onResent(again, result));
  }

  private static void onResent(SentBatch again, AppendResult result) {
    if (!result.duplicate() || result.baseOffset() != again.offset()) {
      throw new Violation("%s, sent again, was answered with %s".formatted(again, result));
    }
  }
}
