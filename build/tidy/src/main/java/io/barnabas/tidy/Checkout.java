package io.barnabas.tidy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The files of a checkout that people write: what is built, generated or stored at run time is left
 * out.
 */
public record Checkout(Path root) {
  private static final Set<String> NOT_OURS =
      Set.of("target", ".git", "data", "logs", "node_modules");

  /** The checkout that a module of it is being built in. */
  public static Checkout around(Path moduleFolder) {
    Path folder = moduleFolder.toAbsolutePath();
    while (!Files.exists(folder.resolve("mvnw"))) {
      Path parent = folder.getParent();
      if (parent == null) {
        throw new IllegalArgumentException("no checkout around " + moduleFolder);
      }
      folder = parent;
    }
    return new Checkout(folder);
  }

  /** Files whose name ends so, relative to the root, in the order of their names. */
  public List<Path> files(String ending) {
    List<Path> found = new ArrayList<>();
    try {
      Files.walkFileTree(root, new Collector(ending, found));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found.stream().map(root::relativize).sorted().toList();
  }

  public String read(Path relative) {
    try {
      return Files.readString(root.resolve(relative));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Collector extends SimpleFileVisitor<Path> {
    private final String ending;
    private final List<Path> found;

    Collector(String ending, List<Path> found) {
      this.ending = ending;
      this.found = found;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      return NOT_OURS.contains(String.valueOf(folder.getFileName()))
          ? FileVisitResult.SKIP_SUBTREE
          : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (file.toString().endsWith(ending)) {
        found.add(file);
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
