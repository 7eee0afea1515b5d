package io.barnabas.cli.dump;

import io.barnabas.client.ClientException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a file: mostly that of a segment, a base offset and what kind of file it is.
 *
 * @param base what stands before the kind; empty if the file has no kind
 * @param kind as {@code .log}; the whole name of a file that is not one of a segment
 * @param state what stands behind the kind in the name of a file that comes or goes, as {@code
 *     .deleted}; else empty
 */
record SegmentFile(Path path, String base, String kind, String state) {
  private static final Pattern NAME =
      Pattern.compile(
          "(?<base>.+)(?<kind>\\.(log|checkpoint|index|timeindex|txnindex|snapshot|journal))"
              + "(?<state>(\\.(deleted|cleaned|swap))?)");

  static SegmentFile of(Path path) {
    String name = path.getFileName().toString();
    Matcher parts = NAME.matcher(name);
    return parts.matches()
        ? new SegmentFile(path, parts.group("base"), parts.group("kind"), parts.group("state"))
        : new SegmentFile(path, "", name, "");
  }

  /** The file of another kind of the same segment. */
  Path sibling(String otherKind) {
    return path.resolveSibling(base + otherKind + state);
  }

  /**
   * The offset in the name.
   *
   * @throws ClientException if the name is not made of one
   */
  long baseOffset() {
    try {
      return Long.parseUnsignedLong(base);
    } catch (NumberFormatException e) {
      throw new ClientException(
          path + " is not named by an offset, as 00000000000000000000" + kind, e);
    }
  }
}
