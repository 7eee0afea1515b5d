package io.barnabas.simulator.broker;

import io.barnabas.environment.simulated.SeededRandomness;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.simulator.Violation;
import io.barnabas.simulator.WireClient;
import io.barnabas.simulator.batch.SeenBatch;
import io.barnabas.simulator.broker.RecordFetch.Fetched;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** Reads all that a broker holds while nobody else uses it, and compares it with the histories. */
final class Audit {
  private static final int RETRY_MS = 50;
  private static final int MAX_BYTES = 100_000;

  private final Workload workload;
  private final WireClient client;
  private final SeededRandomness chance;
  private final Queue<Target> targets = new ArrayDeque<>();
  private boolean complete;

  Audit(Workload workload, WireClient client, SeededRandomness chance) {
    this.workload = workload;
    this.client = client;
    this.chance = chance;
  }

  /** Begins; when the broker dies before the end, nothing more happens. */
  void start() {
    new MetadataCheck(workload, client).settle(this::readPartitions, () -> {});
  }

  boolean isComplete() {
    return complete;
  }

  private void readPartitions() {
    for (TopicModel topic : workload.presentTopics()) {
      for (int partition = 0; partition < topic.partitionCount(); partition++) {
        targets.add(new Target(topic, partition));
      }
    }
    next();
  }

  private void next() {
    Target target = targets.poll();
    if (target == null) {
      complete = true;
    } else {
      readOn(target, 0, new ArrayList<>());
    }
  }

  private void readOn(Target target, long offset, List<SeenBatch> seen) {
    new RecordFetch(target, offset, RecordFetch.LAST_VERSION, MAX_BYTES, 0)
        .send(client, fetched -> onFetched(target, offset, seen, fetched), () -> {});
  }

  private void onFetched(Target target, long offset, List<SeenBatch> seen, Fetched fetched) {
    if (fetched.isPassing()) {
      workload.later(chance, RETRY_MS, () -> readOn(target, offset, seen));
      return;
    }
    if (fetched.error() != ErrorCode.NONE) {
      throw new Violation("%s can't be read: %s".formatted(target, fetched.error()));
    }
    seen.addAll(fetched.batches());
    long reached = seen.isEmpty() ? 0 : seen.getLast().lastOffset() + 1;
    if (reached < fetched.highWatermark() && !fetched.batches().isEmpty()) {
      readOn(target, reached, seen);
    } else {
      target.history().readWhole(0, seen, fetched.highWatermark());
      next();
    }
  }
}
