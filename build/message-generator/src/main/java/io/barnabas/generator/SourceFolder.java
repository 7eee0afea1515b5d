package io.barnabas.generator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The folder of generated sources. A file whose text has not changed is left alone, so that the
 * compiler finds nothing to do; files that are no longer generated are deleted.
 */
final class SourceFolder {
  private final Path root;
  private final Set<Path> current = new HashSet<>();

  SourceFolder(Path root) {
    this.root = root;
  }

  void put(String packageName, String className, String source) throws IOException {
    Path file = root.resolve(packageName.replace('.', '/')).resolve(className + ".java");
    current.add(file);
    if (Files.exists(file) && Files.readString(file).equals(source)) {
      return;
    }
    Files.createDirectories(file.getParent());
    Files.writeString(file, source);
  }

  /** Deletes the files that were not put. */
  void deleteRest() throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(root)) {
      files = walk.filter(Files::isRegularFile).toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    for (Path file : files) {
      if (!current.contains(file)) {
        Files.delete(file);
      }
    }
  }
}
