package io.barnabas.log;

import java.io.IOException;
import java.nio.file.Path;

/** A file of ours does not have the content it should have. */
public final class MalformedFileException extends IOException {
  private static final long serialVersionUID = 1L;

  public MalformedFileException(Path file, String problem) {
    super(file + ": " + problem);
  }
}
