package io.barnabas.benchmarks.row;

import io.barnabas.benchmarks.load.CommitWorkload;
import io.barnabas.benchmarks.load.LoadGenerator;
import io.barnabas.benchmarks.report.Metric;
import io.barnabas.benchmarks.server.BrokerProcess;
import io.barnabas.benchmarks.wire.AdminConnection;
import io.barnabas.benchmarks.wire.GroupCalls;
import io.barnabas.benchmarks.wire.OffsetCommitFrame;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Restarts a broker with 1,000,000 committed offsets, of 10,000 groups on 100 partitions, and takes
 * the time until groups of every partition of {@code __consumer_offsets} are told theirs.
 */
record LoadOffsetsRow() implements Row {
  private static final String TOPIC = "load-offsets";
  private static final int GROUPS = 10_000;
  private static final int PARTITIONS = 100;
  private static final int CONNECTIONS = 8;

  /** Every coordinator has two hundred of the groups; asking each hundredth asks them all. */
  private static final int ASKED_EVERY = 25;

  @Override
  public String name() {
    return TOPIC;
  }

  @Override
  public void measure(Session session) throws IOException {
    BrokerProcess first = BrokerProcess.start(session.contestant(), session.data());
    BrokerProcess last = first;
    try {
      commit(first);
      last = first.restart();
      long firstAnswer = System.nanoTime();
      awaitLoaded(last);
      double afterAnswer = (System.nanoTime() - firstAnswer) / 1e9;
      session.record(Metric.LOAD_OFFSETS, last.startSeconds() + afterAnswer);
      session.record(Metric.LOAD_OFFSETS_ANSWERING, afterAnswer);
    } finally {
      last.close();
    }
  }

  private static void commit(BrokerProcess broker) throws IOException {
    try (AdminConnection admin = AdminConnection.open(broker.address());
        LoadGenerator generator = LoadGenerator.towards(broker.address())) {
      admin.createTopic(TOPIC, PARTITIONS);
      admin.awaitReady(TOPIC, PARTITIONS);
      GroupCalls calls = new GroupCalls(admin);
      for (int group = 0; group < GROUPS; group += ASKED_EVERY) {
        calls.awaitCoordinator(group(group));
      }
      List<Integer> partitions = IntStream.range(0, PARTITIONS).boxed().toList();
      List<CommitWorkload> workloads = new ArrayList<>();
      for (int connection = 0; connection < CONNECTIONS; connection++) {
        List<OffsetCommitFrame> frames =
            IntStream.iterate(connection, group -> group < GROUPS, group -> group + CONNECTIONS)
                .mapToObj(group -> OffsetCommitFrame.of(group(group), TOPIC, partitions))
                .toList();
        workloads.add(new CommitWorkload(frames, PARTITIONS, frames.size()));
        generator.connect(workloads.getLast(), 1);
      }
      generator.run(
          TimeUnit.MINUTES.toNanos(5),
          () -> workloads.stream().mapToLong(CommitWorkload::acknowledged).sum() == GROUPS);
      generator.drain();
    }
  }

  private static void awaitLoaded(BrokerProcess broker) throws IOException {
    try (AdminConnection admin = AdminConnection.open(broker.address())) {
      GroupCalls calls = new GroupCalls(admin);
      for (int group = 0; group < GROUPS; group += ASKED_EVERY) {
        calls.awaitCoordinator(group(group));
        long found = calls.committed(group(group)).orElse(0);
        if (found != PARTITIONS) {
          throw new IllegalStateException(
              "%s has %d of its %d offsets".formatted(group(group), found, PARTITIONS));
        }
      }
    }
  }

  private static String group(int number) {
    return TOPIC + "-" + number;
  }
}
