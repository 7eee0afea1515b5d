package io.barnabas.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GroupRosterTest {
  @Test
  void aGroupIsSettledWhenEveryPartitionHasOneOwnerAndTheSharesAreEven() throws IOException {
    assertThat(isSettled(5, at(1, 0, 1), at(1, 2, 3), at(1, 4))).isTrue();
  }

  @Test
  void aGroupIsNotSettledOtherwise() throws IOException {
    assertThat(isSettled(4, at(1, 0, 1), at(1, 2))).as("one has no owner").isFalse();
    assertThat(isSettled(3, at(1, 0, 1), at(1, 1, 2))).as("one has two owners").isFalse();
    assertThat(isSettled(4, at(1, 0, 1), at(2, 2, 3))).as("epochs differ").isFalse();
    assertThat(isSettled(4, at(1, 0, 1, 2), at(1, 3))).as("uneven").isFalse();
    assertThat(isSettled(2, at(1, 0), new Still(1, List.of(1), false)))
        .as("one is on its way")
        .isFalse();
  }

  @Test
  void whoeverLeavesDoesNotCountAnyMore() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        LoadGenerator generator = generator(server)) {
      GroupRoster roster = new GroupRoster(2);
      roster.add(generator, at(1, 0));
      roster.add(generator, at(1, 0, 1));
      roster.leave(1);

      assertThat(roster.isSettled()).isTrue();
      assertThat(roster.seats()).hasSize(1);
    }
  }

  private static boolean isSettled(int partitions, Still... members) throws IOException {
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        LoadGenerator generator = generator(server)) {
      GroupRoster roster = new GroupRoster(partitions);
      for (Still member : members) {
        roster.add(generator, member);
      }
      return roster.isSettled();
    }
  }

  private static LoadGenerator generator(ServerSocket server) throws IOException {
    return LoadGenerator.towards(
        new InetSocketAddress(server.getInetAddress(), server.getLocalPort()));
  }

  private static Still at(int epoch, Integer... owned) {
    return new Still(epoch, List.of(owned), true);
  }

  /** A member to which nothing happens. */
  private record Still(int epoch, List<Integer> owned, boolean isSettled) implements GroupMember {
    @Override
    public @Nullable ByteBuffer next(int correlationId) {
      return null;
    }

    @Override
    public void answered(ByteBuffer head) {}

    @Override
    public void beat() {}

    @Override
    public void leave() {}

    @Override
    public boolean isDue(long nowNanos) {
      return false;
    }

    @Override
    public boolean hasLeft() {
      return false;
    }

    @Override
    public long heartbeats() {
      return 0;
    }
  }
}
