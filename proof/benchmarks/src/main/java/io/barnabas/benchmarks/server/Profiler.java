package io.barnabas.benchmarks.server;

import java.io.IOException;

/** Told when a measured window of a broker begins and ends. */
public interface Profiler {
  /** Profiles nothing. */
  Profiler NONE =
      new Profiler() {
        @Override
        public void begin(long pid) {}

        @Override
        public void end(long pid, String title) {}
      };

  /** The process with {@code pid} is about to be measured. */
  void begin(long pid) throws IOException;

  /** The window is over; {@code title} says what was measured. */
  void end(long pid, String title) throws IOException;
}
