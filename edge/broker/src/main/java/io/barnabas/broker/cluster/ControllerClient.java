package io.barnabas.broker.cluster;

import io.barnabas.environment.Shard;
import io.barnabas.metadata.controller.Command;
import io.barnabas.metadata.controller.Controller;
import io.barnabas.metadata.store.MetadataStoreException;
import io.barnabas.metadata.store.NotLeaderException;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.replication.RefusedException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The way to the controller from any shard. */
public final class ControllerClient {
  private final Shard shard;
  private final Controller controller;

  /**
   * @param shard the controller's
   */
  public ControllerClient(Shard shard, Controller controller) {
    this.shard = shard;
    this.controller = controller;
  }

  /**
   * Submits a command. The response comes back on the asking shard, when the command's records are
   * committed. Fails with {@link RefusedException}: NOT_CONTROLLER where another node leads, and
   * KAFKA_STORAGE_ERROR where the metadata can't be written.
   */
  public <R> CompletionStage<R> submit(Shard asker, Command<R> command) {
    CompletableFuture<R> answer = new CompletableFuture<>();
    shard.execute(
        () ->
            controller
                .submit(command)
                .whenComplete(
                    (response, failure) ->
                        asker.execute(() -> complete(answer, response, failure))));
    return answer;
  }

  private static <R> void complete(
      CompletableFuture<R> answer, R response, @Nullable Throwable failure) {
    if (failure == null) {
      answer.complete(response);
    } else {
      answer.completeExceptionally(told(failure));
    }
  }

  private static Throwable told(Throwable failure) {
    return switch (failure) {
      case NotLeaderException e -> refused(ErrorCode.NOT_CONTROLLER, e);
      case MetadataStoreException e -> refused(ErrorCode.KAFKA_STORAGE_ERROR, e);
      case Throwable defect -> defect;
    };
  }

  private static RefusedException refused(ErrorCode error, Throwable cause) {
    return new RefusedException(error, String.valueOf(cause.getMessage()));
  }
}
