package io.barnabas.broker.handler;

import io.barnabas.broker.cluster.ControllerClient;
import io.barnabas.environment.Shard;
import io.barnabas.metadata.controller.Command;
import io.barnabas.metadata.image.BrokerRegistration;
import io.barnabas.metadata.image.ClusterImage;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.AllocateProducerIdsRequest;
import io.barnabas.protocol.message.AllocateProducerIdsResponse;
import io.barnabas.replication.RefusedException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Hands out producer ids, each once in the life of the cluster, from the blocks that the controller
 * gives (KIP-730). To be used on one shard.
 */
public final class ProducerIds {
  private final Shard shard;
  private final ControllerClient controller;
  private final Supplier<ClusterImage> image;
  private final int brokerId;
  private final Queue<CompletableFuture<Long>> waiting = new ArrayDeque<>();
  private long nextId;
  private long endId;

  /**
   * @param shard where it is used
   * @param brokerId this broker's, whose blocks they are
   */
  public ProducerIds(
      Shard shard, ControllerClient controller, Supplier<ClusterImage> image, int brokerId) {
    this.shard = shard;
    this.controller = controller;
    this.image = image;
    this.brokerId = brokerId;
  }

  /**
   * The next id. Fails with {@link RefusedException} COORDINATOR_LOAD_IN_PROGRESS, on which
   * producers of all versions try again, while the controller gives no block.
   */
  CompletionStage<Long> next() {
    if (nextId < endId) {
      return CompletableFuture.completedStage(nextId++);
    }
    CompletableFuture<Long> wait = new CompletableFuture<>();
    waiting.add(wait);
    if (waiting.size() == 1) {
      askForBlock();
    }
    return wait;
  }

  private void askForBlock() {
    BrokerRegistration self = image.get().brokers().get(brokerId);
    AllocateProducerIdsRequest request =
        new AllocateProducerIdsRequest()
            .brokerId(brokerId)
            .brokerEpoch(self == null ? -1 : self.epoch());
    controller.submit(shard, new Command.AllocateProducerIds(request)).whenComplete(this::onBlock);
  }

  private void onBlock(AllocateProducerIdsResponse block, @Nullable Throwable failure) {
    if (failure != null) {
      failAll(String.valueOf(failure));
    } else if (block.errorCode() != ErrorCode.NONE.code()) {
      failAll("error " + block.errorCode());
    } else {
      nextId = block.producerIdStart();
      endId = nextId + block.producerIdLen();
      serveWaiting();
    }
  }

  private void serveWaiting() {
    while (nextId < endId && !waiting.isEmpty()) {
      waiting.remove().complete(nextId++);
    }
    if (!waiting.isEmpty()) {
      askForBlock();
    }
  }

  private void failAll(String why) {
    RefusedException refusal =
        new RefusedException(
            ErrorCode.COORDINATOR_LOAD_IN_PROGRESS, "the controller gave no producer ids: " + why);
    while (!waiting.isEmpty()) {
      waiting.remove().completeExceptionally(refusal);
    }
  }
}
