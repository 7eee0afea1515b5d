package io.barnabas.log;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The segments of a log, ordered by base offset; the last is the active one. There always is one.
 */
final class Segments {
  /** Files of sealed segments that stay open for the next read. */
  private static final int MAX_OPEN_SEALED = 4;

  private final List<Segment> all;
  private final LinkedHashSet<Segment> openSealed = new LinkedHashSet<>();
  private @Nullable CompletableFuture<Void> replacement;

  Segments(List<Segment> all) {
    this.all = new ArrayList<>(all);
  }

  List<Segment> all() {
    return all;
  }

  Segment first() {
    return all.getFirst();
  }

  Segment active() {
    return all.getLast();
  }

  void add(Segment segment) {
    all.add(segment);
  }

  /** The segment in which an offset not below the first base offset is, if it is anywhere. */
  Segment floor(long offset) {
    return all.get(floorIndex(offset));
  }

  /** The segment after another; null after the active one. */
  @Nullable Segment after(Segment segment) {
    int next = floorIndex(segment.baseOffset()) + 1;
    return next < all.size() ? all.get(next) : null;
  }

  private int floorIndex(long offset) {
    int low = 0;
    int high = all.size();
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if (all.get(middle).baseOffset() <= offset) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Takes out the sealed segments that lie wholly below an offset. */
  List<Segment> removeBelow(long offset) {
    int count = 0;
    while (count + 1 < all.size() && all.get(count + 1).baseOffset() <= offset) {
      count++;
    }
    List<Segment> head = all.subList(0, count);
    List<Segment> removed = List.copyOf(head);
    head.clear();
    openSealed.removeAll(removed);
    removed.forEach(Segment::retire);
    return removed;
  }

  /** From now on readers and deletions wait: some segments' files are about to be replaced. */
  CompletableFuture<Void> beginReplacement() {
    replacement = new CompletableFuture<>();
    return replacement;
  }

  /** The replacement under way, null if there is none. */
  @Nullable CompletionStage<Void> replacement() {
    return replacement;
  }

  /** Puts a segment in the place of neighbours, of which the first has the same base offset. */
  void replace(List<Segment> old, Segment replacing) {
    int first = floorIndex(replacing.baseOffset());
    all.subList(first, first + old.size()).clear();
    all.add(first, replacing);
    openSealed.removeAll(old);
    old.forEach(Segment::retire);
  }

  /** Lets those who wait go on, or fails them. */
  void endReplacement(CompletableFuture<Void> ended, @Nullable Throwable failure) {
    replacement = null;
    if (failure == null) {
      ended.complete(null);
    } else {
      ended.completeExceptionally(failure);
    }
  }

  /** Remembers that a segment's file is of use, and closes the one longest not used. */
  void noteUse(Segment segment) {
    if (segment == active() || segment.file() == null) {
      return;
    }
    openSealed.remove(segment);
    openSealed.add(segment);
    if (openSealed.size() > MAX_OPEN_SEALED) {
      openSealed.removeFirst().release();
    }
  }

  /** Whether a segment is still where it was. */
  boolean holds(Segment segment) {
    return floor(segment.baseOffset()) == segment;
  }

  long sizeBytes() {
    long size = 0;
    for (Segment segment : all) {
      size += segment.sizeBytes();
    }
    return size;
  }

  void retireAll() {
    all.forEach(Segment::retire);
    openSealed.clear();
  }
}
