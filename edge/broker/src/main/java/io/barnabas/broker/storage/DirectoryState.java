package io.barnabas.broker.storage;

import io.barnabas.log.DirectoryRoom;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A log directory when it was last looked at.
 *
 * @param room null where it can't be used, and before the first look
 * @param failure why it can't be used, null where it can
 */
public record DirectoryState(Path path, @Nullable DirectoryRoom room, @Nullable String failure) {
  /** Of one that was not looked at yet. */
  static DirectoryState unknown(Path path) {
    return new DirectoryState(path, null, null);
  }

  static DirectoryState usable(Path path, DirectoryRoom room) {
    return new DirectoryState(path, room, null);
  }

  static DirectoryState failed(Path path, String failure) {
    return new DirectoryState(path, null, failure);
  }

  boolean hasFailed() {
    return failure != null;
  }
}
