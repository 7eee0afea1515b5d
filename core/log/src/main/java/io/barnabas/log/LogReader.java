package io.barnabas.log;

import io.barnabas.environment.DiskWork;
import io.barnabas.environment.FileSlice;
import io.barnabas.environment.Lane;
import io.barnabas.environment.Outbound;
import io.barnabas.environment.VolumeFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds batches for readers. The end of the log is known to memory; for the rest a lane, which
 * appends do not use, looks into the indexes.
 */
final class LogReader {
  private final LogState state;
  private final Lane lane;
  private final Supplier<CompletionStage<Void>> settle;

  /**
   * @param settle brings all that is written into the segments' files
   */
  LogReader(LogState state, Lane lane, Supplier<CompletionStage<Void>> settle) {
    this.state = state;
    this.lane = lane;
    this.settle = settle;
  }

  /** The offset must be in the log, the upper bound not above what is written. */
  CompletionStage<ReadResult> read(ReadRequest request) {
    if (request.offset() >= request.upperBoundOffset()) {
      return CompletableFuture.completedFuture(ReadResult.EMPTY);
    }
    Segment segment = state.segments().floor(request.offset());
    SegmentSpan span = findInMemory(segment, request);
    ReadResult known = span == null ? null : fromMemory(segment, span, request);
    if (known != null) {
      return CompletableFuture.completedFuture(known);
    }
    CompletionStage<Void> replacement = state.segments().replacement();
    if (replacement != null) {
      return replacement.thenCompose(_ -> readAgain(request));
    }
    SegmentLookup lookup = SegmentLookup.of(segment, withinSegment(segment, request));
    return lane.submit(lookup::run)
        .handle((answer, error) -> onAnswer(segment, lookup, request, answer, error))
        .thenCompose(stage -> stage);
  }

  /** Null when a look at the disk is needed. */
  private @Nullable ReadResult fromMemory(Segment segment, SegmentSpan span, ReadRequest request) {
    SegmentTail tail = segment.tail();
    if (tail != null && span.start() >= tail.start() && span.end() <= tail.end()) {
      int sizeBytes = span.sizeBytes(request);
      if (sizeBytes == 0) {
        return ReadResult.EMPTY;
      }
      FileSlice lent = tail.lend(state.shard(), span.start(), sizeBytes);
      if (lent != null) {
        return ReadResult.of(lent, span.firstBatchBytes());
      }
    }
    VolumeFile file = segment.file();
    boolean isInFile = span.start() + span.firstBatchBytes() <= segment.fileBytes();
    return file != null && isInFile
        ? slice(file.retain(), span.endingBy(segment.fileBytes()), request)
        : null;
  }

  /** Where the segment's end is the bound, the lookup need not look for it. */
  private ReadRequest withinSegment(Segment segment, ReadRequest request) {
    Segment next = state.segments().after(segment);
    long segmentEnd = next == null ? state.writtenOffset() : next.baseOffset();
    return request.upperBoundOffset() < segmentEnd
        ? request
        : new ReadRequest(
            request.offset(), request.maxBytes(), Long.MAX_VALUE, request.atLeastOneBatch());
  }

  private @Nullable SegmentSpan findInMemory(Segment segment, ReadRequest request) {
    RecentBatches recent = state.tail().recent();
    boolean isActive = segment == state.segments().active();
    int first = isActive ? recent.find(request.offset()) : RecentBatches.UNKNOWN;
    if (first == RecentBatches.UNKNOWN) {
      SegmentTail tail = segment.tail();
      return tail == null ? null : new TailLookup(segment, tail).find(request);
    }
    long end = segment.writtenBytes();
    if (request.upperBoundOffset() < state.writtenOffset()) {
      end = recent.position(recent.find(request.upperBoundOffset()));
    }
    return new SegmentSpan(recent.position(first), recent.sizeBytes(first), end);
  }

  private CompletionStage<ReadResult> onAnswer(
      Segment segment,
      SegmentLookup lookup,
      ReadRequest request,
      SegmentLookup.@Nullable Answer answer,
      @Nullable Throwable error) {
    if (answer == null) {
      return onError(segment, request, error);
    }
    segment.adopt(answer.file());
    state.segments().noteUse(segment);
    SegmentSpan span = answer.span();
    if (span != null) {
      return CompletableFuture.completedFuture(slice(answer.file(), span, request));
    }
    Segment.close(answer.file());
    if (!state.segments().holds(segment)) {
      return readAgain(request);
    }
    if (segment.writtenBytes() > lookup.fileBytes()) {
      return settle.get().thenCompose(_ -> readAgain(request));
    }
    Segment next = state.segments().after(segment);
    return next == null
        ? CompletableFuture.completedFuture(ReadResult.EMPTY)
        : read(request.from(next.baseOffset()));
  }

  private CompletionStage<ReadResult> onError(
      Segment segment, ReadRequest request, @Nullable Throwable error) {
    boolean deletedMeanwhile =
        error instanceof NoSuchFileException && !state.segments().holds(segment);
    return deletedMeanwhile ? readAgain(request) : CompletableFuture.failedFuture(failure(error));
  }

  private static LogException failure(@Nullable Throwable error) {
    return error instanceof DamagedSegmentException
        ? new LogException.Damaged(error)
        : new LogException.StorageFailure("The log can't be read: " + error, error);
  }

  /** Looks where the offset is now that the segment it was in is gone. */
  private CompletionStage<ReadResult> readAgain(ReadRequest request) {
    return request.offset() >= state.logStartOffset()
        ? read(request)
        : CompletableFuture.failedFuture(
            new LogException.OffsetOutOfRange(
                request.offset(), state.logStartOffset(), state.logEndOffset()));
  }

  /** The bytes of what was read. */
  CompletionStage<ByteBuffer> bytes(ReadResult result) {
    return switch (result.data()) {
      case Outbound.Bytes(ByteBuffer bytes) -> CompletableFuture.completedStage(bytes);
      case Outbound.FileBytes(FileSlice slice) -> lane.submit(_ -> readAll(slice));
    };
  }

  private static ByteBuffer readAll(FileSlice slice) throws IOException {
    try (var file = slice.file()) {
      ByteBuffer bytes = ByteBuffer.allocate(slice.sizeBytes());
      file.read(bytes, slice.position());
      return bytes.flip();
    }
  }

  /** Asks the files of all segments; again when one of them was deleted meanwhile. */
  <T> CompletionStage<T> lookUp(Function<TimeLookup, DiskWork<T>> question) {
    CompletionStage<Void> replacement = state.segments().replacement();
    if (replacement != null) {
      return replacement.thenCompose(_ -> lookUp(question));
    }
    if (state.segments().all().stream().anyMatch(segment -> segment.pendingBytes() > 0)) {
      return settle.get().thenCompose(_ -> lookUpInFiles(question));
    }
    return lookUpInFiles(question);
  }

  private <T> CompletionStage<T> lookUpInFiles(Function<TimeLookup, DiskWork<T>> question) {
    List<Segment> asked =
        state.segments().all().stream().filter(segment -> segment.fileBytes() > 0).toList();
    TimeLookup lookup =
        new TimeLookup(
            asked.stream().map(TimeLookup.Candidate::of).toList(), state.logStartOffset());
    return lane.submit(question.apply(lookup))
        .exceptionallyCompose(
            error -> {
              boolean deletedMeanwhile =
                  error instanceof NoSuchFileException
                      && !asked.stream().allMatch(state.segments()::holds);
              return deletedMeanwhile
                  ? lookUp(question)
                  : CompletableFuture.failedFuture(failure(error));
            });
  }

  /** Takes over a reference to the file. */
  private static ReadResult slice(VolumeFile file, SegmentSpan span, ReadRequest request) {
    int sizeBytes = span.sizeBytes(request);
    if (sizeBytes == 0) {
      Segment.close(file);
      return ReadResult.EMPTY;
    }
    return ReadResult.of(new FileSlice(file, span.start(), sizeBytes), span.firstBatchBytes());
  }
}
