package io.barnabas.environment;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/**
 * Blocking access to a file system, for {@link DiskWork} only. What was written is sure to survive
 * a crash of the machine only after {@link VolumeFile#sync}; a created, renamed or deleted name
 * only after {@link #syncDirectory} of its folder.
 *
 * <p>Errors are {@link IOException}: {@link java.nio.file.NoSuchFileException} and {@link
 * java.nio.file.FileAlreadyExistsException} where those fit.
 */
public interface Volume {
  /** What a write past the page cache must be a multiple of; a power of two. */
  int BLOCK_BYTES = 4096;

  /** Opens a file. */
  VolumeFile open(Path file, OpenMode mode) throws IOException;

  boolean exists(Path path) throws IOException;

  /** The entries of a folder, ordered by name. */
  List<Entry> list(Path folder) throws IOException;

  /** When the content of a file was last changed, in ms since 1970 by the machine's clock. */
  long lastModifiedMs(Path file) throws IOException;

  /** Makes the folder and those above it; nothing happens where it is there already. */
  void createDirectories(Path folder) throws IOException;

  /** Renames a file or folder, replacing a file of the new name, atomically. */
  void move(Path from, Path to) throws IOException;

  /** Deletes a file or an empty folder; false when there was none. */
  boolean delete(Path path) throws IOException;

  /**
   * Takes a file, made where it does not exist, for this process alone; closing the result, or the
   * end of the process, gives it back. Fails with {@link FileLockedException} when it is taken.
   */
  Closeable lock(Path file) throws IOException;

  /** Makes the names in a folder durable. */
  void syncDirectory(Path folder) throws IOException;

  /** Bytes that may still be written below this path. */
  long usableBytes(Path path) throws IOException;

  /** Size of the file system below this path, in bytes. */
  long totalBytes(Path path) throws IOException;

  /** The whole content of a file, which must be small. */
  default ByteBuffer readFully(Path file) throws IOException {
    try (VolumeFile opened = open(file, OpenMode.READ)) {
      ByteBuffer content = ByteBuffer.allocate(Math.toIntExact(opened.size()));
      opened.read(content, 0);
      return content.flip();
    }
  }

  /**
   * Replaces a small file so that a crash leaves the old content or the new, whole: writes {@code
   * file.tmp}, syncs it, renames it and syncs the folder.
   */
  default void replace(Path file, ByteBuffer content) throws IOException {
    Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
    try (VolumeFile opened = open(temporary, OpenMode.TRUNCATE)) {
      opened.write(0, content);
      opened.sync();
    }
    move(temporary, file);
    Path folder = file.getParent();
    if (folder != null) {
      syncDirectory(folder);
    }
  }

  /** Deletes a folder and all below it; false when there was none. */
  default boolean deleteRecursively(Path folder) throws IOException {
    if (!exists(folder)) {
      return false;
    }
    for (Entry entry : list(folder)) {
      Path child = folder.resolve(entry.name());
      if (entry.isFolder()) {
        deleteRecursively(child);
      } else {
        delete(child);
      }
    }
    return delete(folder);
  }

  /** One name in a folder; the size is 0 for a folder. */
  record Entry(String name, boolean isFolder, long sizeBytes) {}

  /** How to open a file. */
  enum OpenMode {
    /** For reading; the file must exist. */
    READ,
    /** For reading and writing; made empty where it does not exist. */
    WRITE,
    /** For reading and writing; emptied, made where it does not exist. */
    TRUNCATE,
    /**
     * For writing past the page cache, where the file system can, else through it; made empty where
     * it does not exist. Every write begins at a multiple of {@link #BLOCK_BYTES} and is as many
     * bytes. It is quickest from one direct buffer whose memory is aligned likewise.
     */
    DIRECT
  }
}
