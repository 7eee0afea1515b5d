package io.barnabas.log;

import io.barnabas.environment.VolumeFile;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One segment as the shard knows it. */
final class Segment {
  private static final Logger LOG = LoggerFactory.getLogger(Segment.class);

  private final SegmentPaths paths;
  private long sizeBytes;
  private long writtenBytes;
  private long fileBytes;
  private @Nullable SegmentIndex index;
  private @Nullable VolumeFile file;
  private @Nullable SegmentTail tail;
  private boolean retired;

  /**
   * A segment whose bytes are all written.
   *
   * @param index its indexes as far as they are not in files; null when they are
   */
  Segment(SegmentPaths paths, long sizeBytes, @Nullable SegmentIndex index) {
    this.paths = paths;
    this.sizeBytes = sizeBytes;
    this.writtenBytes = sizeBytes;
    this.fileBytes = sizeBytes;
    this.index = index;
  }

  SegmentPaths paths() {
    return paths;
  }

  long baseOffset() {
    return paths.baseOffset();
  }

  /** Bytes appended, of which the last may not be written yet. */
  long sizeBytes() {
    return sizeBytes;
  }

  /** Bytes that count as written: that readers may see. Above those in the file are in the tail. */
  long writtenBytes() {
    return writtenBytes;
  }

  void grow(int appendedBytes) {
    sizeBytes += appendedBytes;
  }

  void noteWritten(long endPosition) {
    writtenBytes = endPosition;
  }

  /** Bytes that are in the file. */
  long fileBytes() {
    return fileBytes;
  }

  void noteInFile(long endPosition) {
    fileBytes = endPosition;
  }

  /** Written bytes that are not in the file. */
  long pendingBytes() {
    return writtenBytes - fileBytes;
  }

  /** The bytes at the end that are in memory; null when there are none. */
  @Nullable SegmentTail tail() {
    return tail;
  }

  void keepTail(SegmentTail kept) {
    tail = kept;
  }

  /** The indexes as long as not all of them are in files. */
  @Nullable SegmentIndex index() {
    return index;
  }

  void indexIsInFiles() {
    index = null;
  }

  /** The log file if it is open. */
  @Nullable VolumeFile file() {
    return file;
  }

  /** Keeps a file open for later use, with a reference of its own; the caller keeps its own. */
  void adopt(VolumeFile opened) {
    if (file == null && !retired) {
      file = opened.retain();
    }
  }

  /** Closes the file; slices of it that are on their way stay good. */
  void release() {
    VolumeFile opened = file;
    file = null;
    close(opened);
  }

  /** Closes the file for good: the segment is not part of the log any more. */
  void retire() {
    retired = true;
    release();
    if (tail != null) {
      tail.free();
    }
  }

  /** Gives back a reference to a file whose bytes are safe or not wanted any more. */
  static void close(@Nullable VolumeFile file) {
    if (file == null) {
      return;
    }
    try {
      file.close();
    } catch (IOException e) {
      LOG.warn("Can't close {}", file.path(), e);
    }
  }
}
