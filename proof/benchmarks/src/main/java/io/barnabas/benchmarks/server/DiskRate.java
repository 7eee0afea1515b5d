package io.barnabas.benchmarks.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** How fast a disk takes writes past the page cache, over files that have their blocks already. */
public final class DiskRate {
  private static final int PIECE_BYTES = 1 << 20;
  private static final int ALIGNMENT = 4096;
  private static final int PIECES = 512;
  private static final long WAIT_NANOS = 100_000;

  private DiskRate() {}

  /**
   * Bytes a second in a folder, 1 MB at a time, one after the other; the second of two passes over
   * half a gigabyte counts.
   */
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

  /**
   * Bytes a second that are made durable in a folder, so many at a time, one after the other, while
   * as many are written a second time, 1 MB at a time: what a journal and the segments behind it
   * ask of a disk.
   *
   * @param commitBytes whole blocks of 4096, at most 1 MB
   */
  public static double durableBytesPerSecond(Path folder, int commitBytes) throws IOException {
    Path journal = Files.createTempFile(folder, "journal", ".rate");
    Path segments = Files.createTempFile(folder, "segments", ".rate");
    try (FileChannel commits = FileChannel.open(journal, StandardOpenOption.WRITE, direct());
        FileChannel behind = FileChannel.open(segments, StandardOpenOption.WRITE, direct())) {
      pass(commits, piece());
      pass(behind, piece());
      AtomicLong committedBytes = new AtomicLong();
      Thread writer = Thread.ofPlatform().start(() -> writeBehind(behind, committedBytes));
      double seconds = commitAll(commits, commitBytes, committedBytes);
      writer.interrupt();
      writer.join();
      return committedBytes.get() / seconds;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while the disk is measured", e);
    } finally {
      Files.delete(journal);
      Files.delete(segments);
    }
  }

  private static double commitAll(FileChannel channel, int commitBytes, AtomicLong committedBytes)
      throws IOException {
    ByteBuffer commit = piece().limit(commitBytes);
    long fileBytes = (long) PIECES * PIECE_BYTES;
    long start = System.nanoTime();
    for (long position = 0; position + commitBytes <= fileBytes; position += commitBytes) {
      write(channel, commit.duplicate(), position);
      channel.force(false);
      committedBytes.addAndGet(commitBytes);
    }
    return (System.nanoTime() - start) / 1e9;
  }

  /** Stays as close behind as whole pieces allow, until it is interrupted. */
  private static void writeBehind(FileChannel channel, AtomicLong committedBytes) {
    ByteBuffer piece = piece();
    long written = 0;
    try {
      while (!Thread.currentThread().isInterrupted()) {
        if (committedBytes.get() - written >= PIECE_BYTES) {
          write(channel, piece.duplicate(), written);
          written += PIECE_BYTES;
        } else {
          LockSupport.parkNanos(WAIT_NANOS);
        }
      }
    } catch (ClosedByInterruptException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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
      write(channel, piece.duplicate(), (long) i * PIECE_BYTES);
    }
    channel.force(false);
    return (System.nanoTime() - start) / 1e9;
  }

  private static void write(FileChannel channel, ByteBuffer bytes, long position)
      throws IOException {
    long end = position + bytes.remaining();
    while (bytes.hasRemaining()) {
      channel.write(bytes, end - bytes.remaining());
    }
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
