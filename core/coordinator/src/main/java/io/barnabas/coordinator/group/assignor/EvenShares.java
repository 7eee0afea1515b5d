package io.barnabas.coordinator.group.assignor;

/**
 * Shares partitions out among members that subscribe to the same topics: each gets the same number,
 * or one more; members keep what they have as far as that allows, so no partition moves without
 * need. Takes time in proportion to the partitions and members.
 */
final class EvenShares {
  private final Ownership ownership;
  private final int partitionCount;
  private final int[] loads;

  /** How many more partitions each member is to get, or (negative) has too many. */
  private final int[] wanted;

  private EvenShares(Ownership ownership, int partitionCount) {
    this.ownership = ownership;
    this.partitionCount = partitionCount;
    this.loads = ownership.loadsBefore();
    this.wanted = new int[loads.length];
  }

  static void decide(Ownership ownership, PartitionRow row) {
    EvenShares shares = new EvenShares(ownership, row.size());
    shares.setQuotas();
    shares.keepUpToQuota();
    shares.handOutTheRest();
  }

  /** Who has more than the others can have keeps one of the extra partitions, while there are. */
  private void setQuotas() {
    int least = partitionCount / loads.length;
    int extra = partitionCount % loads.length;
    for (int member = 0; member < loads.length; member++) {
      wanted[member] = least - loads[member];
      if (wanted[member] < 0 && extra > 0) {
        wanted[member]++;
        extra--;
      }
    }
    for (int member = 0; extra > 0; member++) {
      if (wanted[member] >= 0 && loads[member] <= least) {
        wanted[member]++;
        extra--;
      }
    }
  }

  /**
   * What a member gives up is spread over all it has, so that it is not one topic's whole share.
   */
  private void keepUpToQuota() {
    int[] seen = new int[loads.length];
    for (int place = 0; place < partitionCount; place++) {
      int member = ownership.before(place);
      if (member != Ownership.NOBODY && !isGivenUp(member, seen[member]++)) {
        ownership.give(place, member);
      }
    }
  }

  private boolean isGivenUp(int member, int ordinal) {
    long surplus = Math.max(0, -wanted[member]);
    long load = loads[member];
    return ordinal * surplus / load != (ordinal + 1) * surplus / load;
  }

  /** One to each in turn, so that a topic's partitions come to different members. */
  private void handOutTheRest() {
    Turns turns = new Turns(wanted);
    ownership.forEachFree(place -> ownership.give(place, turns.next()));
  }

  /** The members that want partitions, in turn, until each has what it wants. */
  private static final class Turns {
    private final int[] wanted;
    private final int[] waiting;
    private int waitingCount;
    private int position;

    Turns(int[] wanted) {
      this.wanted = wanted;
      this.waiting = new int[wanted.length];
      for (int member = 0; member < wanted.length; member++) {
        if (wanted[member] > 0) {
          waiting[waitingCount++] = member;
        }
      }
    }

    int next() {
      if (position >= waitingCount) {
        position = 0;
      }
      int member = waiting[position];
      wanted[member]--;
      if (wanted[member] == 0) {
        waitingCount--;
        System.arraycopy(waiting, position + 1, waiting, position, waitingCount - position);
      } else {
        position++;
      }
      return member;
    }
  }
}
