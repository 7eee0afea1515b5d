package io.barnabas.broker.storage;

import io.barnabas.log.LogDirectory;
import io.barnabas.log.MetaProperties;
import java.nio.file.Path;

/**
 * A log directory that is this process's.
 *
 * @param owner what its file says of its node, cluster and id
 */
record OwnedDirectory(LogDirectory directory, MetaProperties owner) {
  Path path() {
    return directory.path();
  }
}
