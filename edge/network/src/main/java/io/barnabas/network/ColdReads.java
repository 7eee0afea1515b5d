package io.barnabas.network;

import io.barnabas.environment.Disk;
import io.barnabas.environment.FileSlice;
import io.barnabas.environment.Outbound;
import io.barnabas.environment.VolumeFile;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Holds back a connection's answers until the system has in memory what they name of files, so that
 * sending them does not make the shard wait for the device. What is missing is read on cold lanes
 * in pieces, one at a time for a connection: connections that share a lane take turns, and none has
 * more of it than another. One shard.
 */
final class ColdReads {
  static final int PIECE_BYTES = 256 * 1024;

  private final Disk disk;
  private final int laneKey;
  private final Consumer<String> onFailure;
  private final ReadAhead readAhead = new ReadAhead();
  private final Queue<ColdAnswer> waiting = new ArrayDeque<>();
  private boolean isUnderWay;
  private boolean closed;

  /**
   * @param laneKey which of the cold lanes is to be used
   * @param onFailure told when a file can't be read; the answer that names it is let go all the
   *     same
   */
  ColdReads(Disk disk, int laneKey, Consumer<String> onFailure) {
    this.disk = disk;
    this.laneKey = laneKey;
    this.onFailure = onFailure;
  }

  /** Runs a task when an answer can be sent without waiting: within the call if it can be now. */
  void whenInMemory(Outbound answer, Runnable task) {
    if (closed || isInMemory(answer)) {
      task.run();
    } else {
      waiting.add(new ColdAnswer(answer, task));
    }
    goOn();
  }

  /** Looks at all slices, for the read-ahead has to know of all. */
  private boolean isInMemory(Outbound answer) {
    boolean isInMemory = true;
    for (Outbound.Piece piece : answer.pieces()) {
      if (piece instanceof Outbound.FileBytes(FileSlice slice) && slice.sizeBytes() > 0) {
        boolean isHot = slice.file().isInMemory(slice.position(), slice.sizeBytes());
        readAhead.onRead(slice, isHot);
        isInMemory &= isHot;
      }
    }
    return isInMemory;
  }

  private void goOn() {
    if (isUnderWay || closed) {
      return;
    }
    FileSlice piece = nextPiece();
    if (piece != null) {
      isUnderWay = true;
      read(piece).whenComplete((_, failure) -> onRead(piece, failure));
    }
  }

  /** What an answer waits for comes before what nobody has asked for yet. */
  private @Nullable FileSlice nextPiece() {
    for (ColdAnswer first = waiting.peek(); first != null; first = waiting.peek()) {
      FileSlice piece = first.nextPiece();
      if (piece != null) {
        return piece;
      }
      waiting.remove();
      first.task().run();
    }
    return readAhead.nextPiece();
  }

  private CompletionStage<?> read(FileSlice piece) {
    VolumeFile file = piece.file();
    return disk.coldLane(laneKey)
        .submit(
            _ -> {
              boolean isCold = !file.isInMemory(piece.position(), piece.sizeBytes());
              if (isCold) {
                file.load(piece.position(), piece.sizeBytes());
              }
              return isCold;
            });
  }

  private void onRead(FileSlice piece, @Nullable Throwable failure) {
    isUnderWay = false;
    FileSliceRegion.close(piece);
    if (closed) {
      letGo();
      return;
    }
    if (failure != null) {
      readAhead.close();
      onFailure.accept("can't read " + piece.file().path() + ": " + failure);
    }
    goOn();
  }

  /** The connection is closed: nothing more is read, and the answers are let go. */
  void close() {
    closed = true;
    readAhead.close();
    if (!isUnderWay) {
      letGo();
    }
  }

  private void letGo() {
    for (ColdAnswer next = waiting.poll(); next != null; next = waiting.poll()) {
      next.task().run();
    }
  }
}
