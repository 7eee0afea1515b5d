package io.barnabas.environment.simulated;

import java.util.TreeMap;

/** What a name of a simulated volume stands for. */
sealed interface Node {

  /** A folder; ordered, so that walking it is the same in every run. */
  final class Folder implements Node {
    /** The names as programs see them. */
    TreeMap<String, Node> names = new TreeMap<>();

    /** The names that a crash leaves. */
    final TreeMap<String, Node> durableNames = new TreeMap<>();
  }

  /** A file, which may have lost its name and still be open. */
  final class File implements Node {
    final FileContent content = new FileContent();
    long modifiedNs;
  }
}
