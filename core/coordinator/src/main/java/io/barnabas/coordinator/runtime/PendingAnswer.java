package io.barnabas.coordinator.runtime;

import io.barnabas.coordinator.CoordinatorException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A decision whose asker waits until it, and all before it, is committed. */
final class PendingAnswer<T> {
  private static final Logger log = LoggerFactory.getLogger(PendingAnswer.class);

  private final Decision<T> decision;
  private final CompletableFuture<T> answer = new CompletableFuture<>();

  PendingAnswer(Decision<T> decision) {
    this.decision = decision;
  }

  CompletionStage<T> stage() {
    return answer;
  }

  void commit() {
    tell(Decision.Outcome::committed);
    decision.response().whenComplete(this::complete);
  }

  void fail(CoordinatorException why) {
    tell(outcome -> outcome.failed(why.error()));
    answer.completeExceptionally(why);
  }

  /** The asker waits no longer; what becomes of the decision is not known yet. */
  void giveUp(CoordinatorException why) {
    answer.completeExceptionally(why);
  }

  /** Its defect must not keep the answers behind it from going out. */
  private void tell(Consumer<Decision.Outcome> message) {
    try {
      message.accept(decision.outcome());
    } catch (RuntimeException defect) {
      log.error("A coordinator failed when told what became of its decision", defect);
    }
  }

  private void complete(T response, @Nullable Throwable failure) {
    if (failure == null) {
      answer.complete(response);
    } else {
      answer.completeExceptionally(failure);
    }
  }
}
