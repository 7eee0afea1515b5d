package io.barnabas.client.producer;

import io.barnabas.client.Attempts;
import io.barnabas.client.ClientException;
import io.barnabas.client.Cluster;
import io.barnabas.client.metadata.PartitionLeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Brings batches to their leaders, with as many attempts as the configuration allows. */
final class Delivery {
  private final BatchSender sender;
  private final ProducerConfig config;
  private final Attempts attempts;

  Delivery(Cluster cluster, PartitionLeaders leaders, ProducerConfig config) {
    this.sender = new BatchSender(cluster, leaders, config);
    this.config = config;
    this.attempts = Attempts.of(cluster.config());
  }

  /**
   * Returns when all batches are written.
   *
   * @throws DeliveryException for the first one given up, after the others have been brought
   */
  void deliver(List<ClosedBatch> batches) {
    long deadlineNanos =
        System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(config.deliveryTimeoutMs());
    DeliveryException givenUp = null;
    List<ClosedBatch> unsent = batches;
    for (int retries = 0; !unsent.isEmpty(); retries++) {
      boolean last = retries >= config.retries() || System.nanoTime() - deadlineNanos >= 0;
      Map<ClosedBatch, ClientException> failures = sender.send(unsent);
      givenUp = firstGivenUp(givenUp, failures, last);
      unsent = last ? List.of() : toRepeat(failures);
      if (!unsent.isEmpty()) {
        attempts.pause();
      }
    }
    if (givenUp != null) {
      throw givenUp;
    }
  }

  private static @Nullable DeliveryException firstGivenUp(
      @Nullable DeliveryException earlier,
      Map<ClosedBatch, ClientException> failures,
      boolean last) {
    if (earlier != null) {
      return earlier;
    }
    return failures.entrySet().stream()
        .filter(failure -> last || !failure.getValue().isRetriable())
        .findFirst()
        .map(failure -> new DeliveryException(failure.getKey(), failure.getValue()))
        .orElse(null);
  }

  private static List<ClosedBatch> toRepeat(Map<ClosedBatch, ClientException> failures) {
    List<ClosedBatch> repeated = new ArrayList<>();
    failures.forEach(
        (batch, failure) -> {
          if (failure.isRetriable()) {
            repeated.add(batch);
          }
        });
    return repeated;
  }
}
