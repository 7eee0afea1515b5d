package io.barnabas.environment.real;

import io.barnabas.environment.FileLockedException;
import io.barnabas.environment.Volume;
import io.barnabas.environment.VolumeFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The machine's file system. Its calls may come from any thread that may block. */
public final class NioVolume implements Volume {
  @Override
  public VolumeFile open(Path file, OpenMode mode) throws IOException {
    return mode == OpenMode.DIRECT
        ? new NioVolumeFile(file, openDirect(file), true)
        : new NioVolumeFile(file, openChannel(file, mode), false);
  }

  /** Not every file system has direct writes: tmpfs learnt them late, others never will. */
  private static FileChannel openDirect(Path file) throws IOException {
    Optional<OpenOption> direct = DirectOption.DIRECT;
    if (direct.isPresent()) {
      try {
        return FileChannel.open(
            file, StandardOpenOption.WRITE, StandardOpenOption.CREATE, direct.get());
      } catch (UnsupportedOperationException | FileSystemException e) {
        // Through the page cache then; what else may be wrong shows there too.
      }
    }
    return openChannel(file, OpenMode.WRITE);
  }

  private static FileChannel openChannel(Path file, OpenMode mode) throws IOException {
    return switch (mode) {
      case READ -> FileChannel.open(file, StandardOpenOption.READ);
      case WRITE ->
          FileChannel.open(
              file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
      case TRUNCATE -> emptied(openChannel(file, OpenMode.WRITE));
      case DIRECT -> openDirect(file);
    };
  }

  /** TRUNCATE_EXISTING can't be had together with READ. */
  private static FileChannel emptied(FileChannel channel) throws IOException {
    return channel.truncate(0);
  }

  @Override
  public boolean exists(Path path) {
    return Files.exists(path);
  }

  @Override
  public List<Entry> list(Path folder) throws IOException {
    List<Entry> entries = new ArrayList<>();
    try (DirectoryStream<Path> paths = Files.newDirectoryStream(folder)) {
      for (Path path : paths) {
        addEntry(path, entries);
      }
    }
    entries.sort(Comparator.comparing(Entry::name));
    return entries;
  }

  private static void addEntry(Path path, List<Entry> entries) throws IOException {
    try {
      BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
      boolean isFolder = attributes.isDirectory();
      long sizeBytes = isFolder ? 0 : attributes.size();
      entries.add(new Entry(path.getFileName().toString(), isFolder, sizeBytes));
    } catch (NoSuchFileException goneMeanwhile) {
      // Deleted between the listing and the look at it: as if listed a moment later.
    }
  }

  @Override
  public long lastModifiedMs(Path file) throws IOException {
    return Files.getLastModifiedTime(file).toMillis();
  }

  @Override
  public void createDirectories(Path folder) throws IOException {
    Files.createDirectories(folder);
  }

  @Override
  public void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public boolean delete(Path path) throws IOException {
    return Files.deleteIfExists(path);
  }

  @Override
  public Closeable lock(Path file) throws IOException {
    FileChannel channel = openChannel(file, OpenMode.WRITE);
    try {
      if (channel.tryLock() != null) {
        return channel;
      }
    } catch (OverlappingFileLockException heldInThisProcess) {
      // Closed below like a lock that another process holds.
    }
    channel.close();
    throw new FileLockedException(file);
  }

  /** On Linux and macOS a folder can be opened for reading and then synced like a file. */
  @Override
  public void syncDirectory(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  @Override
  public long usableBytes(Path path) throws IOException {
    return Files.getFileStore(path).getUsableSpace();
  }

  @Override
  public long totalBytes(Path path) throws IOException {
    return Files.getFileStore(path).getTotalSpace();
  }
}
