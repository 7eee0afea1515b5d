package io.barnabas.broker.partition;

import io.barnabas.replication.PartitionLeader;
import io.barnabas.replication.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Questions to a partition whose log is still being opened. They are asked in the order in which
 * they came, as an idempotent producer that does not wait for answers needs it.
 */
final class WaitingQuestions {
  private List<Waiting<?>> questions = new ArrayList<>();

  <R> CompletionStage<R> add(PartitionQuestion<R> question) {
    Waiting<R> waiting = new Waiting<>(question, new CompletableFuture<>());
    questions.add(waiting);
    return waiting.answer();
  }

  void ask(PartitionLeader leader) {
    takeAll().forEach(waiting -> waiting.ask(leader));
  }

  void refuse(RefusedException why) {
    takeAll().forEach(waiting -> waiting.answer().completeExceptionally(why));
  }

  private List<Waiting<?>> takeAll() {
    List<Waiting<?>> all = questions;
    questions = new ArrayList<>();
    return all;
  }

  private record Waiting<R>(PartitionQuestion<R> question, CompletableFuture<R> answer) {
    void ask(PartitionLeader leader) {
      question
          .attempt(leader)
          .whenComplete(
              (result, failure) -> {
                if (failure == null) {
                  answer.complete(result);
                } else {
                  answer.completeExceptionally(failure);
                }
              });
    }
  }
}
