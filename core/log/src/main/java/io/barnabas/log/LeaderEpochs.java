package io.barnabas.log;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Which leader epoch began at which offset of a log (KIP-101). Epochs and start offsets both
 * strictly increase. To be used on the shard that owns the log.
 */
public final class LeaderEpochs {
  /** The name of the file in the partition's folder. */
  static final String FILE_NAME = "leader-epoch-checkpoint";

  private final List<Entry> entries;

  LeaderEpochs() {
    this(List.of());
  }

  private LeaderEpochs(List<Entry> entries) {
    this.entries = new ArrayList<>(entries);
  }

  /** One epoch and the offset of its first record. */
  public record Entry(int epoch, long startOffset) {}

  /**
   * Where an epoch ended.
   *
   * @param epoch the largest epoch known that is not above the one asked for, -1 if there is none
   * @param endOffset the offset after its last record, -1 if there is none
   */
  public record EpochEnd(int epoch, long endOffset) {
    /** Nothing is known of the epoch. */
    public static final EpochEnd UNKNOWN = new EpochEnd(-1, -1);
  }

  /** All epochs, the oldest first. */
  public List<Entry> entries() {
    return List.copyOf(entries);
  }

  /** The epoch of the last record, empty when the log never had one. */
  public OptionalInt latest() {
    return entries.isEmpty() ? OptionalInt.empty() : OptionalInt.of(entries.getLast().epoch());
  }

  /** The epoch that the record at an offset was appended in; empty when not known. */
  public OptionalInt epochAt(long offset) {
    for (int i = entries.size() - 1; i >= 0; i--) {
      if (entries.get(i).startOffset() <= offset) {
        return OptionalInt.of(entries.get(i).epoch());
      }
    }
    return OptionalInt.empty();
  }

  /**
   * The end of an epoch, as OffsetForLeaderEpoch answers it: the start of the next one that the log
   * knows, or the log end offset for the latest.
   */
  public EpochEnd endOffsetFor(int epoch, long logEndOffset) {
    OptionalInt latest = latest();
    if (epoch < 0 || latest.isEmpty() || epoch > latest.getAsInt()) {
      return EpochEnd.UNKNOWN;
    }
    if (epoch == latest.getAsInt()) {
      return new EpochEnd(epoch, logEndOffset);
    }
    int next = 0;
    while (entries.get(next).epoch() <= epoch) {
      next++;
    }
    long endOffset = entries.get(next).startOffset();
    // An epoch older than all that is left ends where the oldest begins.
    return new EpochEnd(next == 0 ? epoch : entries.get(next - 1).epoch(), endOffset);
  }

  /** Notes that an epoch begins at an offset; true if that was news. */
  boolean assign(int epoch, long startOffset) {
    OptionalInt latest = latest();
    if (epoch < 0 || (latest.isPresent() && epoch <= latest.getAsInt())) {
      return false;
    }
    truncateFromEnd(startOffset);
    entries.add(new Entry(epoch, startOffset));
    return true;
  }

  /** Forgets epochs that begin at or after an offset; true if there were any. */
  boolean truncateFromEnd(long endOffset) {
    return entries.removeIf(entry -> entry.startOffset() >= endOffset);
  }

  /**
   * Forgets epochs that ended at or before an offset; the one that covers it begins there now. True
   * if anything changed.
   */
  boolean truncateFromStart(long startOffset) {
    int covering = entries.size() - 1;
    while (covering >= 0 && entries.get(covering).startOffset() > startOffset) {
      covering--;
    }
    if (covering < 0 || (covering == 0 && entries.getFirst().startOffset() == startOffset)) {
      return false;
    }
    entries.set(covering, new Entry(entries.get(covering).epoch(), startOffset));
    entries.subList(0, covering).clear();
    return true;
  }

  ByteBuffer encode() {
    return CheckpointFormat.encode(
        entries.stream().map(e -> e.epoch() + " " + e.startOffset()).toList());
  }

  static LeaderEpochs decode(Path file, ByteBuffer content) throws MalformedFileException {
    List<Entry> entries = new ArrayList<>();
    for (String[] fields : CheckpointFormat.decode(file, content, 2)) {
      int epoch = (int) CheckpointFormat.number(file, fields[0], 0);
      long startOffset = CheckpointFormat.number(file, fields[1], 0);
      if (!entries.isEmpty() && !follows(entries.getLast(), epoch, startOffset)) {
        throw new MalformedFileException(file, "epoch " + epoch + " is out of order");
      }
      entries.add(new Entry(epoch, startOffset));
    }
    return new LeaderEpochs(entries);
  }

  private static boolean follows(Entry previous, int epoch, long startOffset) {
    return epoch > previous.epoch() && startOffset > previous.startOffset();
  }
}
