package io.barnabas.broker.partition;

import io.barnabas.environment.Shard;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** A question from one shard to what belongs to another; the answer comes back on the asker's. */
public final class ShardQuestion {
  private ShardQuestion() {}

  /** Asks at once where both are the same shard. To be called on the asker's. */
  public static <R> CompletionStage<R> ask(
      Shard asker, Shard owner, Supplier<CompletionStage<R>> question) {
    return owner == asker ? question.get() : askLater(asker, owner, question);
  }

  /** Asks in a turn of its own, wherever both are. Any shard may call. */
  public static <R> CompletionStage<R> askLater(
      Shard asker, Shard owner, Supplier<CompletionStage<R>> question) {
    CompletableFuture<R> answer = new CompletableFuture<>();
    owner.execute(
        () ->
            question
                .get()
                .whenComplete(
                    (result, failure) -> asker.execute(() -> complete(answer, result, failure))));
    return answer;
  }

  private static <R> void complete(CompletableFuture<R> answer, R result, Throwable failure) {
    if (failure == null) {
      answer.complete(result);
    } else {
      answer.completeExceptionally(failure);
    }
  }
}
