package io.barnabas.benchmarks.row;

import io.barnabas.benchmarks.load.GroupRoster;
import io.barnabas.benchmarks.load.LoadGenerator;
import io.barnabas.benchmarks.report.Metric;
import io.barnabas.benchmarks.wire.AdminConnection;
import io.barnabas.benchmarks.wire.GroupCalls;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * Takes the time until a group of 200 members on 1,000 partitions has settled: after all joined at
 * once, and after 10 of them left. Both brokers have their default delays and intervals.
 */
record SettleRow(String name, GroupProtocol protocol, Metric joining, Metric leaving)
    implements Row {
  private static final int MEMBERS = 200;
  private static final int LEAVING = 10;
  private static final int PARTITIONS = 1000;
  private static final int HEAD_BYTES = 64 * 1024;
  private static final long LIMIT_SECONDS = 180;
  private static final long WAIT_MS = 1;

  @Override
  public void measure(Session session) throws IOException {
    try (AdminConnection admin = session.admin()) {
      GroupProtocol.Topic topic =
          new GroupProtocol.Topic(name, admin.createTopic(name, PARTITIONS), PARTITIONS);
      admin.awaitReady(name, PARTITIONS);
      new GroupCalls(admin).awaitCoordinator(name);
      try (LoadGenerator generator = session.generator()) {
        GroupRoster group = new GroupRoster(PARTITIONS);
        for (int i = 0; i < MEMBERS; i++) {
          group.add(generator, protocol.member(name, topic, i, HEAD_BYTES));
        }
        session.profiler().begin(session.broker().pid());
        long start = System.nanoTime();
        group.fill();
        session.record(joining, secondsUntilSettled(generator, group, start));
        start = System.nanoTime();
        group.leave(LEAVING);
        session.record(leaving, secondsUntilSettled(generator, group, start));
        session.profiler().end(session.broker().pid(), session.contestant().title() + " " + name);
      }
    }
  }

  private double secondsUntilSettled(LoadGenerator generator, GroupRoster group, long start)
      throws IOException {
    while (!group.isSettled()) {
      generator.pump(WAIT_MS);
      long now = System.nanoTime();
      group.beatWhatIsDue(now);
      if (now - start > TimeUnit.SECONDS.toNanos(LIMIT_SECONDS)) {
        throw new IllegalStateException(name + ": the group did not settle");
      }
    }
    return (System.nanoTime() - start) / 1e9;
  }
}
