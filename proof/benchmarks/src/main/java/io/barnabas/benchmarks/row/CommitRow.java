package io.barnabas.benchmarks.row;

import io.barnabas.benchmarks.load.CommitWorkload;
import io.barnabas.benchmarks.load.LoadGenerator;
import io.barnabas.benchmarks.report.Metric;
import io.barnabas.benchmarks.wire.AdminConnection;
import io.barnabas.benchmarks.wire.GroupCalls;
import io.barnabas.benchmarks.wire.OffsetCommitFrame;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Commits offsets of one partition for 200 groups on 32 connections, as consumers do that are not
 * managed by a group.
 *
 * @param inFlight requests on a connection that are not answered yet
 */
record CommitRow(String name, Metric metric, int inFlight) implements Row {
  private static final int GROUPS = 200;
  private static final int CONNECTIONS = 32;

  @Override
  public void measure(Session session) throws IOException {
    try (AdminConnection admin = session.admin();
        LoadGenerator generator = session.generator()) {
      admin.createTopic(name, 1);
      admin.awaitReady(name, 1);
      GroupCalls calls = new GroupCalls(admin);
      for (int group = 0; group < GROUPS; group++) {
        calls.awaitCoordinator(group(group));
      }
      List<CommitWorkload> workloads = connect(generator);
      Session.Measurement window =
          session.measure(name, generator, () -> acknowledged(workloads), Long.MAX_VALUE);
      session.record(metric, window.perSecond());
      requireCommitted(calls);
    }
  }

  private List<CommitWorkload> connect(LoadGenerator generator) throws IOException {
    List<CommitWorkload> workloads = new ArrayList<>();
    for (int connection = 0; connection < CONNECTIONS; connection++) {
      int first = connection;
      List<OffsetCommitFrame> frames =
          IntStream.iterate(first, group -> group < GROUPS, group -> group + CONNECTIONS)
              .mapToObj(group -> OffsetCommitFrame.of(group(group), name, List.of(0)))
              .toList();
      workloads.add(new CommitWorkload(frames, 1, Long.MAX_VALUE));
      generator.connect(workloads.getLast(), inFlight);
    }
    return workloads;
  }

  private void requireCommitted(GroupCalls calls) throws IOException {
    for (int group = 0; group < GROUPS; group++) {
      if (calls.committed(group(group)).orElse(0) != 1) {
        throw new IllegalStateException(group(group) + " has not what was acknowledged");
      }
    }
  }

  private String group(int number) {
    return name + "-" + number;
  }

  private static long acknowledged(List<CommitWorkload> workloads) {
    return workloads.stream().mapToLong(CommitWorkload::acknowledged).sum();
  }
}
