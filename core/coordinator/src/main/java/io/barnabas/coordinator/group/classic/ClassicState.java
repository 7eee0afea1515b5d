package io.barnabas.coordinator.group.classic;

import java.util.HashSet;
import java.util.Set;

/**
 * Where a classic group stands.
 *
 * <pre>
 *            first join            all joined, or time is over
 *   Empty ---------------> PreparingRebalance ----------------> CompletingRebalance
 *     ^                     |     ^       ^                       |             |
 *     | nobody has joined   |     |       |  join, leave, session |             | the leader's
 *     +---------------------+     |       +--- or sync time-out --+             | assignment is
 *                                 |                                             | committed
 *                                 |   join, leave, session or sync time-out     v
 *                                 +----------------------------------------- Stable
 *
 *   any ---> Dead: unloaded, or converted to a consumer group
 * </pre>
 */
sealed interface ClassicState {
  /** Under which clients know it. */
  String wireName();

  /** Nobody is in it; its offsets may be used from outside. */
  record Empty() implements ClassicState {
    @Override
    public String wireName() {
      return "Empty";
    }
  }

  /** Members are to join, again or anew; each join waits until all have, or the time is over. */
  sealed interface PreparingRebalance extends ClassicState {
    @Override
    default String wireName() {
      return "PreparingRebalance";
    }

    /** The group was empty: it waits for some time, whoever has joined. */
    record Initial(InitialDelay delay) implements PreparingRebalance {}

    /** It waits no longer than until all members have joined again. */
    record Again() implements PreparingRebalance {}
  }

  /** All are told who is in the generation; the leader is to say who does what. */
  record CompletingRebalance(Set<String> yetToSync) implements ClassicState {
    public CompletingRebalance {
      yetToSync = new HashSet<>(yetToSync);
    }

    @Override
    public String wireName() {
      return "CompletingRebalance";
    }
  }

  /**
   * The assignment is known.
   *
   * @param yetToSync members that have not asked for it yet
   */
  record Stable(Set<String> yetToSync) implements ClassicState {
    public Stable {
      yetToSync = new HashSet<>(yetToSync);
    }

    @Override
    public String wireName() {
      return "Stable";
    }
  }

  /** What still arrives for it finds nothing; no timer runs and nobody waits. */
  record Dead() implements ClassicState {
    @Override
    public String wireName() {
      return "Dead";
    }
  }
}
