package io.barnabas.benchmarks.row;

import io.barnabas.benchmarks.load.GroupRoster;
import io.barnabas.benchmarks.load.GroupRoster.Seat;
import io.barnabas.benchmarks.load.LoadGenerator;
import io.barnabas.benchmarks.report.Metric;
import io.barnabas.benchmarks.wire.AdminConnection;
import io.barnabas.benchmarks.wire.GroupCalls;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Takes the broker's CPU time while 5,000 members of 500 groups, each on a connection of its own,
 * send a heartbeat every 3 seconds, evenly spread, and nothing else happens.
 */
record HeartbeatRow(String name, GroupProtocol protocol, Metric cpu) implements Row {
  private static final int GROUPS = 500;
  private static final int MEMBERS_PER_GROUP = 10;
  private static final int PARTITIONS = 10;
  private static final int HEAD_BYTES = 4 * 1024;
  private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(3);
  private static final long LIMIT_SECONDS = 180;
  private static final long WAIT_MS = 1;

  @Override
  public void measure(Session session) throws IOException {
    try (AdminConnection admin = session.admin();
        LoadGenerator generator = session.generator()) {
      GroupProtocol.Topic topic =
          new GroupProtocol.Topic(name, admin.createTopic(name, PARTITIONS), PARTITIONS);
      admin.awaitReady(name, PARTITIONS);
      new GroupCalls(admin).awaitCoordinator(name);
      List<GroupRoster> groups = join(generator, topic);
      List<Seat> seats = groups.stream().flatMap(group -> group.seats().stream()).toList();
      beat(generator, seats, session.windows().warmUp().toNanos());
      session.profiler().begin(session.broker().pid());
      double cpuBefore = session.broker().figures().cpuSeconds();
      long answeredBefore = answered(seats);
      long nanos = beat(generator, seats, session.windows().measured().toNanos());
      double cpuSeconds = session.broker().figures().cpuSeconds() - cpuBefore;
      session.profiler().end(session.broker().pid(), session.contestant().title() + " " + name);
      requireAnswered(answered(seats) - answeredBefore, nanos);
      session.record(cpu, 100 * cpuSeconds / (nanos / 1e9));
      generator.drain();
    }
  }

  private List<GroupRoster> join(LoadGenerator generator, GroupProtocol.Topic topic)
      throws IOException {
    List<GroupRoster> groups = new ArrayList<>();
    for (int i = 0; i < GROUPS; i++) {
      GroupRoster group = new GroupRoster(PARTITIONS);
      for (int member = 0; member < MEMBERS_PER_GROUP; member++) {
        group.add(generator, protocol.member(name + "-" + i, topic, member, HEAD_BYTES));
      }
      group.fill();
      groups.add(group);
      pump(generator, groups);
    }
    long start = System.nanoTime();
    while (!groups.stream().allMatch(GroupRoster::isSettled)) {
      pump(generator, groups);
      if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(LIMIT_SECONDS)) {
        throw new IllegalStateException(name + ": the groups did not settle");
      }
    }
    return groups;
  }

  /** Who is a member already must be heard of while others still join. */
  private static void pump(LoadGenerator generator, List<GroupRoster> groups) throws IOException {
    generator.pump(WAIT_MS);
    for (GroupRoster group : groups) {
      group.beatWhatIsDue(System.nanoTime());
    }
  }

  /** Sends heartbeats in turn, each when it is due, and gives the time that took. */
  private static long beat(LoadGenerator generator, List<Seat> seats, long nanos)
      throws IOException {
    long start = System.nanoTime();
    long between = INTERVAL_NANOS / seats.size();
    long sent = 0;
    long now = start;
    while (now - start < nanos) {
      for (; sent * between <= now - start; sent++) {
        Seat seat = seats.get((int) (sent % seats.size()));
        seat.member().beat();
        seat.connection().fill();
      }
      generator.pump(WAIT_MS);
      now = System.nanoTime();
    }
    return now - start;
  }

  private static long answered(List<Seat> seats) {
    return seats.stream().mapToLong(seat -> seat.member().heartbeats()).sum();
  }

  /** Ninety of a hundred: some are on their way when the window ends. */
  private void requireAnswered(long answered, long nanos) {
    long due = (long) GROUPS * MEMBERS_PER_GROUP * nanos / INTERVAL_NANOS;
    if (answered < due * 9 / 10) {
      throw new IllegalStateException(
          "%s: %d heartbeats were due, %d answered".formatted(name, due, answered));
    }
  }
}
