package io.barnabas.environment;

import java.io.IOException;

/**
 * A piece of blocking disk work, written in plain sequence; runs on a disk thread, or in the
 * simulator's one thread.
 */
@FunctionalInterface
public interface DiskWork<T> {
  T run(Volume volume) throws IOException;
}
