package io.barnabas.log;

import io.barnabas.environment.Volume;
import java.io.IOException;

/** Work of a cleaning that is done in slices, so that nothing waits for all of it. */
interface CleaningStep {
  /**
   * Does the next slice. Blocking.
   *
   * @return how many bytes it moved; -1 when there was nothing left to do
   */
  long slice(Volume volume, int aboutBytes) throws IOException;
}
