package io.barnabas.cli.dump;

import io.barnabas.client.ClientException;
import java.nio.file.Path;

/**
 * The name of a file of a segment: a base offset, and what kind of file it is.
 *
 * @param suffix with its dot; the whole name if there is none
 */
record SegmentFile(Path path, String base, String suffix) {
  static SegmentFile of(Path path) {
    String name = path.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return dot < 0
        ? new SegmentFile(path, "", name)
        : new SegmentFile(path, name.substring(0, dot), name.substring(dot));
  }

  /** The file of another kind of the same segment. */
  static Path sibling(Path path, String suffix) {
    return path.resolveSibling(of(path).base + suffix);
  }

  /**
   * The offset in the name.
   *
   * @throws ClientException if the name is not made of one
   */
  long baseOffset() {
    try {
      return Long.parseLong(base);
    } catch (NumberFormatException e) {
      throw new ClientException(
          path + " is not named by an offset, as 00000000000000000000" + suffix, e);
    }
  }
}
