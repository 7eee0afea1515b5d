package io.barnabas.coordinator.runtime;

import io.barnabas.protocol.ErrorCode;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * What a state machine decided; nothing has happened yet (design rule 5). The runtime replays the
 * records at once, so that the next decision sees them, and undoes that if they can't be written.
 *
 * @param records to be written together, all or none
 * @param response given to the asker when the records, and all that was decided before, are
 *     committed. A stage that is not complete by then holds the asker's answer up longer, as a
 *     JoinGroup is held until the group is complete
 * @param outcome hears how the writing ended, before the response goes out; always called once
 */
public record Decision<T>(
    List<CoordinatorRecord> records, CompletionStage<T> response, Outcome outcome) {

  /** Hears on the coordinator's shard what became of a decision's records. */
  public interface Outcome {
    Outcome NONE = new Outcome() {};

    /** The records, and all before them, are committed. */
    default void committed() {}

    /** They could not be written, and their replay is undone. */
    default void failed(ErrorCode error) {}
  }

  public Decision {
    records = List.copyOf(records);
  }

  public static <T> Decision<T> of(List<CoordinatorRecord> records, T response) {
    return new Decision<>(records, CompletableFuture.completedStage(response), Outcome.NONE);
  }

  /** An answer that changes nothing. */
  public static <T> Decision<T> answer(T response) {
    return of(List.of(), response);
  }

  /** An answer that comes later, and changes nothing by itself. */
  public static <T> Decision<T> later(CompletionStage<T> response) {
    return new Decision<>(List.of(), response, Outcome.NONE);
  }

  /** What no client has asked for, such as a timer's decision: there is nobody to answer. */
  public static Decision<Void> unasked(List<CoordinatorRecord> records) {
    return new Decision<>(records, CompletableFuture.completedStage(null), Outcome.NONE);
  }

  public Decision<T> withOutcome(Outcome newOutcome) {
    return new Decision<>(records, response, newOutcome);
  }
}
