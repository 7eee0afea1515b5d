package io.barnabas.log;

import io.barnabas.protocol.primitive.Uuid;
import java.nio.file.Path;

/**
 * Which log this is.
 *
 * @param folder the partition's folder in a log directory
 */
public record LogIdentity(Path folder, TopicPartition topicPartition, Uuid topicId) {
  /** The log directory that the folder is in. */
  public Path directory() {
    return folder.resolveSibling("");
  }
}
