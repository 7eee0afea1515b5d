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

/**
 * How fast a disk takes sequential writes without the page cache: 1 MB at a time, one after the
 * other, over a file that has its blocks already.
 */
public final class DiskRate {
  private static final int PIECE_BYTES = 1 << 20;
  private static final int ALIGNMENT = 4096;
  private static final int PIECES = 512;

  private DiskRate() {}

  /** Bytes a second in a folder; the second of two passes over half a gigabyte counts. */
  public static double bytesPerSecond(Path folder) throws IOException {
    Path file = Files.createTempFile(folder, "disk", ".rate");
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, direct())) {
      ByteBuffer piece = piece();
      pass(channel, piece);
      return (double) PIECES * PIECE_BYTES / pass(channel, piece);
    } finally {
      Files.delete(file);
    }
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

  private static double pass(FileChannel channel, ByteBuffer piece) throws IOException {
    long start = System.nanoTime();
    for (int i = 0; i < PIECES; i++) {
      ByteBuffer rest = piece.duplicate();
      while (rest.hasRemaining()) {
        channel.write(rest, (long) i * PIECE_BYTES + rest.position());
      }
    }
    channel.force(false);
    return (System.nanoTime() - start) / 1e9;
  }

  /** Chance, so that nothing below can make it smaller. */
  private static ByteBuffer piece() {
    byte[] bytes = new byte[PIECE_BYTES];
    new SplittableRandom(1).nextBytes(bytes);
    return ByteBuffer.allocateDirect(PIECE_BYTES + ALIGNMENT)
        .alignedSlice(ALIGNMENT)
        .limit(PIECE_BYTES)
        .slice()
        .put(bytes)
        .flip();
  }
}
