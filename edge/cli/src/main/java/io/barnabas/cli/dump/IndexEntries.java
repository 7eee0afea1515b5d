package io.barnabas.cli.dump;

import io.barnabas.client.ClientException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads index files whole; they are megabytes at most. */
final class IndexEntries {
  private IndexEntries() {}

  /**
   * The entries.
   *
   * @throws ClientException if they are not a whole number
   */
  static ByteBuffer read(Path file, int entryBytes) throws IOException {
    ByteBuffer entries = ByteBuffer.wrap(Files.readAllBytes(file));
    if (entries.limit() % entryBytes != 0) {
      throw new ClientException(
          "%s is damaged: its %d bytes are not a whole number of entries of %d"
              .formatted(file, entries.limit(), entryBytes));
    }
    return entries;
  }
}
