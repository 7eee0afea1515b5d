package io.barnabas.benchmarks.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** How much a disk takes past the page cache, in bytes a second. */
public final class DiskRate {
  private static final int PIECE_BYTES = RawFile.PIECE_BYTES;
  private static final int PIECES = 512;
  private static final long WAIT_NANOS = 100_000;

  private DiskRate() {}

  /**
   * Of writes of 1 MB, one after the other.
   *
   * @param rewritten over half a gigabyte that has its blocks already
   * @param grown while the file got its blocks
   */
  public record Sequential(double rewritten, double grown) {}

  /** Writes a file twice. */
  public static Sequential sequential(Path folder) throws IOException {
    try (RawFile file = RawFile.in(folder)) {
      double grown = file.writePieces(PIECES);
      return new Sequential(file.writePieces(PIECES), grown);
    }
  }

  /**
   * Of several files that grow at the same time, each by 1 MB and a sync and so on: what segments
   * ask of a disk that are to be durable without a journal.
   */
  public static double syncedBytesPerSecond(Path folder, int files) throws IOException {
    int pieces = PIECES / files;
    Callable<Void> growing = () -> growSynced(folder, pieces);
    long start = System.nanoTime();
    try (ExecutorService threads = Executors.newFixedThreadPool(files)) {
      for (Future<Void> done : threads.invokeAll(Collections.nCopies(files, growing))) {
        done.get();
      }
    } catch (ExecutionException e) {
      throw new IOException("A file could not be written", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while the disk is measured", e);
    }
    return (double) files * pieces * PIECE_BYTES / ((System.nanoTime() - start) / 1e9);
  }

  private static Void growSynced(Path folder, int pieces) throws IOException {
    try (RawFile file = RawFile.in(folder)) {
      ByteBuffer piece = RawFile.piece();
      for (int i = 0; i < pieces; i++) {
        file.write(piece, (long) i * PIECE_BYTES);
        file.sync();
      }
      return null;
    }
  }

  /**
   * Of what is made durable, so many bytes at a time, one after the other, while as many are
   * written a second time, 1 MB at a time: what a journal and the segments behind it ask of a disk.
   *
   * @param commitBytes whole blocks of 4096, at most 1 MB
   */
  public static double durableBytesPerSecond(Path folder, int commitBytes) throws IOException {
    AtomicLong committedBytes = new AtomicLong();
    AtomicLong behindBytes = new AtomicLong();
    ByteBuffer piece = RawFile.piece();
    try (RawFile journal = RawFile.filled(folder, PIECES);
        RawFile segments = RawFile.filled(folder, PIECES);
        Beside _ = Beside.repeating(() -> catchUp(segments, piece, committedBytes, behindBytes))) {
      return commitAll(journal, commitBytes, committedBytes);
    }
  }

  private static double commitAll(RawFile file, int commitBytes, AtomicLong committedBytes)
      throws IOException {
    ByteBuffer commit = RawFile.piece().limit(commitBytes);
    long fileBytes = (long) PIECES * PIECE_BYTES;
    long start = System.nanoTime();
    for (long position = 0; position + commitBytes <= fileBytes; position += commitBytes) {
      file.write(commit, position);
      file.sync();
      committedBytes.addAndGet(commitBytes);
    }
    return committedBytes.get() / ((System.nanoTime() - start) / 1e9);
  }

  /** Stays as close behind as whole pieces allow. */
  private static void catchUp(
      RawFile file, ByteBuffer piece, AtomicLong committedBytes, AtomicLong behindBytes)
      throws IOException {
    if (committedBytes.get() - behindBytes.get() >= PIECE_BYTES) {
      file.write(piece, behindBytes.getAndAdd(PIECE_BYTES));
    } else {
      LockSupport.parkNanos(WAIT_NANOS);
    }
  }
}
