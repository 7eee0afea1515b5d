package io.barnabas.broker.storage;

import java.nio.file.Path;

/**
 * One of {@code log.dirs} that could not be opened at the start.
 *
 * @param cause for the operator
 */
record OfflineDirectory(Path path, String cause) {}
