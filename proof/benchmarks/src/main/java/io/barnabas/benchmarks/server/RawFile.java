package io.barnabas.benchmarks.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** A file past the page cache, deleted when it is closed. */
final class RawFile implements AutoCloseable {
  static final int PIECE_BYTES = 1 << 20;
  private static final int ALIGNMENT = 4096;

  private final Path path;
  private final FileChannel channel;

  private RawFile(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /** A new file, which has no blocks yet. */
  static RawFile in(Path folder) throws IOException {
    Path path = Files.createTempFile(folder, "disk", ".raw");
    return new RawFile(
        path, FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE, direct()));
  }

  /** A file that has its blocks, so many pieces. */
  static RawFile filled(Path folder, int pieces) throws IOException {
    RawFile file = in(folder);
    file.writePieces(pieces);
    return file;
  }

  /** Writes pieces one after the other from the start, and syncs; returns bytes a second. */
  double writePieces(int pieces) throws IOException {
    ByteBuffer piece = piece();
    long start = System.nanoTime();
    for (int i = 0; i < pieces; i++) {
      write(piece, (long) i * PIECE_BYTES);
    }
    sync();
    return (double) pieces * PIECE_BYTES / ((System.nanoTime() - start) / 1e9);
  }

  /** Writes all that remains in a buffer, which stays as it is. */
  void write(ByteBuffer bytes, long position) throws IOException {
    ByteBuffer rest = bytes.duplicate();
    long end = position + rest.remaining();
    while (rest.hasRemaining()) {
      channel.write(rest, end - rest.remaining());
    }
  }

  /** Fills a buffer, which stays as it is. */
  void read(ByteBuffer target, long position) throws IOException {
    ByteBuffer rest = target.duplicate();
    while (rest.hasRemaining()) {
      if (channel.read(rest, position + rest.position()) < 0) {
        throw new IOException(path + " ends before " + (position + rest.limit()));
      }
    }
  }

  void sync() throws IOException {
    channel.force(false);
  }

  /** Aligned, and filled by chance, so that nothing below can make it smaller. */
  static ByteBuffer piece() {
    byte[] bytes = new byte[PIECE_BYTES];
    new SplittableRandom(1).nextBytes(bytes);
    return ByteBuffer.allocateDirect(PIECE_BYTES + ALIGNMENT)
        .alignedSlice(ALIGNMENT)
        .limit(PIECE_BYTES)
        .slice()
        .put(bytes)
        .flip();
  }

  /** Of the JDK, but not of its standard: the compiler warns of whoever names it. */
  private static OpenOption direct() throws IOException {
    try {
      return Stream.of(Class.forName("com.sun.nio.file.ExtendedOpenOption").getEnumConstants())
          .filter(option -> option.toString().equals("DIRECT"))
          .map(OpenOption.class::cast)
          .findFirst()
          .orElseThrow(() -> new IOException("This JDK has no direct I/O"));
    } catch (ClassNotFoundException e) {
      throw new IOException("This JDK has no direct I/O", e);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
    Files.delete(path);
  }
}
