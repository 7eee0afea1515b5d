package io.barnabas.benchmarks.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;

/** The members of one group that reads one topic. */
public final class GroupRoster {
  /** A member and its connection. */
  public record Seat(GroupMember member, LoadConnection connection) {}

  private final int partitions;
  private final List<Seat> seats = new ArrayList<>();

  /** A group without members on a topic with that many partitions. */
  public GroupRoster(int partitions) {
    this.partitions = partitions;
  }

  /** Connects a member; it joins when its connection is filled. */
  public void add(LoadGenerator generator, GroupMember member) throws IOException {
    seats.add(new Seat(member, generator.connect(member, 1)));
  }

  public List<Seat> seats() {
    return seats;
  }

  /** Has all members send what they have to send. */
  public void fill() throws IOException {
    for (Seat seat : seats) {
      seat.connection().fill();
    }
  }

  /** Has the members send heartbeats whose time has come. */
  public void beatWhatIsDue(long nowNanos) throws IOException {
    for (Seat seat : seats) {
      if (seat.member().isDue(nowNanos)) {
        seat.member().beat();
        seat.connection().fill();
      }
    }
  }

  /** Has that many members leave; they are not of the group any more. */
  public void leave(int count) throws IOException {
    Iterator<Seat> leaving = seats.iterator();
    for (int i = 0; i < count; i++) {
      Seat seat = leaving.next();
      seat.member().leave();
      seat.connection().fill();
      leaving.remove();
    }
  }

  /**
   * Whether all members are in the same generation or epoch, each partition belongs to one of them,
   * and none has two more than another.
   */
  public boolean isSettled() {
    BitSet owned = new BitSet(partitions);
    int epoch = seats.getFirst().member().epoch();
    int most = 0;
    int fewest = partitions;
    for (Seat seat : seats) {
      GroupMember member = seat.member();
      if (!member.isSettled() || member.epoch() != epoch) {
        return false;
      }
      for (int partition : member.owned()) {
        if (owned.get(partition)) {
          return false;
        }
        owned.set(partition);
      }
      most = Math.max(most, member.owned().size());
      fewest = Math.min(fewest, member.owned().size());
    }
    return owned.cardinality() == partitions && most - fewest <= 1;
  }
}
