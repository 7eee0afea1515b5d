package io.barnabas.environment.simulated;

import io.barnabas.environment.simulated.NameChanges.Slot;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The folders and names of a simulated volume, below a root that is always there. */
final class NameTree {
  private final Path rootPath;
  private final Node.Folder root = new Node.Folder();
  private final NameChanges changes = new NameChanges();

  NameTree(Path rootPath) {
    this.rootPath = rootPath;
  }

  @Nullable Node find(Path path) {
    if (path.equals(rootPath)) {
      return root;
    }
    if (!path.startsWith(rootPath)) {
      return null;
    }
    Node node = root;
    for (Path name : rootPath.relativize(path)) {
      node = node instanceof Node.Folder folder ? folder.names.get(name.toString()) : null;
      if (node == null) {
        return null;
      }
    }
    return node;
  }

  /** Like {@link #find}, but null unless every crash leaves the name what it is. */
  @Nullable Node findSure(Path path) {
    Node node = path.startsWith(rootPath) ? root : null;
    for (Path name : path.equals(rootPath) ? List.<Path>of() : rootPath.relativize(path)) {
      node = node instanceof Node.Folder folder ? sure(folder, name.toString()) : null;
    }
    return node;
  }

  private static @Nullable Node sure(Node.Folder folder, String name) {
    Node node = folder.names.get(name);
    return folder.durableNames.get(name) == node ? node : null;
  }

  Node.Folder folder(Path path) throws IOException {
    return switch (find(path)) {
      case Node.Folder folder -> folder;
      case null -> throw new NoSuchFileException(path.toString());
      case Node.File file -> throw new NotDirectoryException(path.toString());
    };
  }

  Node.@Nullable File file(Path path) throws IOException {
    return switch (find(path)) {
      case Node.File file -> file;
      case null -> null;
      case Node.Folder folder -> throw new IOException(path + " is a folder");
    };
  }

  Node.File createFile(Path path) throws IOException {
    Node.File file = new Node.File();
    changes.make(slot(path).put(file));
    return file;
  }

  void createFolders(Path path) throws IOException {
    if (find(path) instanceof Node.Folder) {
      return;
    }
    if (find(path) != null) {
      throw new FileAlreadyExistsException(path.toString());
    }
    Path parent = path.getParent();
    if (parent == null) {
      throw new NoSuchFileException(path + " is not below " + rootPath);
    }
    createFolders(parent);
    changes.make(slot(path).put(new Node.Folder()));
  }

  void move(Path from, Path to) throws IOException {
    Node moved = find(from);
    if (moved == null) {
      throw new NoSuchFileException(from.toString());
    }
    Slot target = slot(to);
    if (target.node() instanceof Node.Folder) {
      throw new FileAlreadyExistsException(to.toString());
    }
    changes.make(slot(from).clear(), target.put(moved));
  }

  /** False when there was nothing of that name. */
  boolean delete(Path path) throws IOException {
    Node node = find(path);
    if (node instanceof Node.Folder folder && !folder.names.isEmpty()) {
      throw new DirectoryNotEmptyException(path.toString());
    }
    if (node == null) {
      return false;
    }
    changes.make(slot(path).clear());
    return true;
  }

  void syncFolder(Path path) throws IOException {
    changes.sync(folder(path));
  }

  /** Leaves what the disk holds after a crash. */
  void crash(SeededRandomness randomness) {
    changes.crash(randomness);
    crash(root, randomness);
  }

  private static void crash(Node node, SeededRandomness randomness) {
    switch (node) {
      case Node.File file -> file.content.crash(randomness);
      case Node.Folder folder -> {
        folder.names = new TreeMap<>(folder.durableNames);
        folder.names.values().forEach(child -> crash(child, randomness));
      }
    }
  }

  /** All files that have a name. */
  SortedMap<Path, Node.File> files() {
    SortedMap<Path, Node.File> files = new TreeMap<>();
    collect(rootPath, root, files);
    return files;
  }

  private static void collect(Path path, Node node, SortedMap<Path, Node.File> files) {
    switch (node) {
      case Node.File file -> files.put(path, file);
      case Node.Folder folder ->
          folder.names.forEach((name, child) -> collect(path.resolve(name), child, files));
    }
  }

  /** Bytes of all files that have a name. */
  long usedBytes() {
    return usedBytes(root);
  }

  private static long usedBytes(Node node) {
    return switch (node) {
      case Node.File file -> file.content.size();
      case Node.Folder folder ->
          folder.names.values().stream().mapToLong(NameTree::usedBytes).sum();
    };
  }

  private Slot slot(Path path) throws IOException {
    Path parent = path.getParent();
    if (parent == null) {
      throw new NoSuchFileException(path.toString());
    }
    return new Slot(folder(parent), path.getFileName().toString());
  }
}
