package io.barnabas.simulator;

import io.barnabas.environment.simulated.CrashedException;
import io.barnabas.log.LogException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;

/** What may come of something that was asked of a log whose disk fails now and then. */
public final class ExpectedFailure {
  private ExpectedFailure() {}

  /** A failing log refuses work for a while, and what is being read may be deleted meanwhile. */
  public static void require(@Nullable Throwable failure) {
    switch (failure) {
      case LogException.StorageFailure e -> {}
      case LogException.Unavailable e -> {}
      case LogException.OffsetOutOfRange e -> {}
      case NoSuchFileException e -> {}
      case IOException e when DiskFaults.isOne(e) -> {}
      case CrashedException e -> {} // the machine stopped while a file was being closed
      case null, default -> throw new IllegalStateException("An unexpected failure", failure);
    }
  }
}
