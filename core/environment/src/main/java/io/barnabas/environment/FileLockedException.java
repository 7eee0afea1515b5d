package io.barnabas.environment;

import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** A lock file is held by another process, or by another part of this one. */
public final class FileLockedException extends FileSystemException {
  private static final long serialVersionUID = 1L;

  public FileLockedException(Path file) {
    super(file.toString(), null, "is locked by another process");
  }
}
