package io.barnabas.conformance.durability;

import io.barnabas.conformance.broker.Command;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * An XFS of its own on a loop device whose power can be cut: the file system is shut down as after
 * the loss of its device. What was not synced until then, data, lengths and names, is gone when it
 * is mounted again. (What the file system has handed to the device without a flush stays, though.)
 */
final class XfsDisk implements AutoCloseable {
  /** A sparse file; the tests write a small part of it. */
  private static final long SIZE_BYTES = 8L << 30;

  private final Path image;
  private final Path mountPoint;

  private XfsDisk(Path image, Path mountPoint) {
    this.image = image;
    this.mountPoint = mountPoint;
  }

  /**
   * Makes and mounts one.
   *
   * @throws IOException with what the system says, if it can't be had here
   */
  static XfsDisk mountedUnder(Path folder) throws IOException {
    XfsDisk disk =
        new XfsDisk(folder.resolve("image"), Files.createDirectories(folder.resolve("xfs")));
    try (RandomAccessFile file = new RandomAccessFile(disk.image.toFile(), "rw")) {
      file.setLength(SIZE_BYTES);
    }
    run("mkfs.xfs", "-q", disk.image.toString());
    disk.mount();
    return disk;
  }

  Path folder() {
    return mountPoint;
  }

  /** Has everything written so far survive. */
  void sync() throws IOException {
    run("sync", "-f", mountPoint.toString());
  }

  /** From now on every call fails, and nothing in memory reaches the device any more. */
  void cutPower() throws IOException {
    run("xfs_io", "-x", "-c", "shutdown", mountPoint.toString());
  }

  /** Mounts what the device has; nobody may have a file of it open. */
  void restorePower() throws IOException {
    unmount();
    mount();
  }

  @Override
  public void close() throws IOException {
    unmount();
    Files.delete(image);
  }

  private void mount() throws IOException {
    run("mount", "-t", "xfs", "-o", "loop", image.toString(), mountPoint.toString());
  }

  private void unmount() throws IOException {
    run("umount", mountPoint.toString());
  }

  private static void run(String... command) throws IOException {
    Command ended = Command.run("", List.of(command));
    if (ended.exitCode() != 0) {
      throw new IOException(String.join(" ", command) + ": " + ended.errors().strip());
    }
  }
}
