package io.barnabas.log;

import io.barnabas.environment.DiskWork;
import io.barnabas.environment.Volume;
import java.io.IOException;

/** Disk work without a result. */
@FunctionalInterface
interface FileChange {
  void make(Volume volume) throws IOException;

  /** The same for a lane, which wants a result. */
  static DiskWork<Boolean> work(FileChange change) {
    return volume -> {
      change.make(volume);
      return true;
    };
  }
}
