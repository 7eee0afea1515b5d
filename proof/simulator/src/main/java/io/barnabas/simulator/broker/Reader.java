package io.barnabas.simulator.broker;

import io.barnabas.environment.simulated.SeededRandomness;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.simulator.Violation;
import io.barnabas.simulator.WireClient;
import io.barnabas.simulator.broker.RecordFetch.Fetched;

/** Reads anywhere, one request at a time, and compares what it gets with the histories. */
final class Reader {
  private static final int MAX_PAUSE_MS = 10;
  private static final int MAX_BYTES = 10_000;
  private static final int MAX_WAIT_MS = 30;

  private final Workload workload;
  private final SeededRandomness chance;
  private final WireClient client;

  Reader(Workload workload) {
    this.workload = workload;
    chance = workload.newChance();
    client = workload.newRetryingClient();
  }

  void start() {
    workload.later(chance, MAX_PAUSE_MS, this::act);
  }

  private void act() {
    if (workload.isRunning()) {
      Target.any(workload, chance).ifPresentOrElse(this::fetch, this::start);
    } else {
      start();
    }
  }

  private void fetch(Target target) {
    long promisedEnd = target.history().promisedEnd();
    long offset = chance.nextLong(promisedEnd + 3);
    int versions = RecordFetch.LAST_VERSION - RecordFetch.FIRST_VERSION + 1;
    int version = RecordFetch.FIRST_VERSION + chance.nextInt(versions);
    new RecordFetch(
            target, offset, version, 1 + chance.nextInt(MAX_BYTES), chance.nextInt(MAX_WAIT_MS))
        .send(
            client,
            fetched -> {
              onFetched(target, offset, promisedEnd, fetched);
              start();
            },
            this::start);
  }

  private void onFetched(Target target, long offset, long promisedEnd, Fetched fetched) {
    if (fetched.error() == ErrorCode.NONE) {
      target.history().read(offset, fetched.batches(), fetched.highWatermark());
      workload.countDone();
    } else if (fetched.error() == ErrorCode.OFFSET_OUT_OF_RANGE) {
      if (offset <= promisedEnd) {
        throw new Violation(
            "%s has no offset %d but was acknowledged to reach %d"
                .formatted(target, offset, promisedEnd));
      }
    } else if (!fetched.isPassing()) {
      throw new Violation("A fetch of %s failed with %s".formatted(target, fetched.error()));
    }
  }
}
