package io.barnabas.log;

import java.io.IOException;
import java.nio.file.Path;

/** A segment holds something else than was once durable in it: bit rot, or a hand in the file. */
final class DamagedSegmentException extends IOException {
  private static final long serialVersionUID = 1L;

  DamagedSegmentException(Path file, long position, long offset) {
    super("%s is damaged at position %d, where offset %d was".formatted(file, position, offset));
  }
}
