package io.barnabas.environment;

import java.io.IOException;
import java.util.List;

/** What a {@link CommitLane} does with the entries that wait. One call at a time. */
@FunctionalInterface
public interface CommitWork<E, R> {
  /**
   * Blocking. Returns one result for each entry, in their order; a failure is the failure of all of
   * them.
   */
  List<R> commit(Volume volume, List<E> entries) throws IOException;
}
