package io.barnabas.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.environment.CommitLane;
import io.barnabas.environment.CommitWork;
import io.barnabas.environment.Disk;
import io.barnabas.environment.DiskWork;
import io.barnabas.environment.Lane;
import io.barnabas.environment.Outbound;
import io.barnabas.environment.real.NioVolume;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class ColdReadsTest {
  private static final int PIECE = ColdReads.PIECE_BYTES;
  private static final int AHEAD_PIECES = ReadAhead.AHEAD_BYTES / PIECE;

  private final List<String> loads = new ArrayList<>();
  private final List<String> ready = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();
  private final ColdFile file = new ColdFile("a", loads);
  private final OneLane disk = new OneLane();
  private final ColdReads reads = reader();

  private ColdReads reader() {
    return new ColdReads(disk, 0, failures::add);
  }

  private void answer(ColdReads reader, String name, Outbound answer) {
    reader.whenInMemory(
        answer,
        () -> {
          ready.add(name);
          AnswerWriter.discard(answer);
        });
  }

  private static String load(String name, int piece) {
    return name + " " + (long) piece * PIECE + "+" + PIECE;
  }

  @Test
  void whatIsInMemoryNeedsNoDisk() throws Exception {
    file.load(0, 1000);
    answer(reads, "one", file.answer(100, 900));
    assertThat(ready).containsExactly("one");
    assertThat(disk.waiting).isEmpty();
    assertThat(file.owners()).isOne();
  }

  @Test
  void aColdAnswerIsHeldBackUntilItsLastPieceIsRead() {
    answer(reads, "one", file.answer(10, PIECE + 5));
    disk.perform();
    assertThat(loads).containsExactly("a 10+" + PIECE);
    assertThat(ready).isEmpty();
    disk.perform();
    assertThat(loads).hasSize(2).last().isEqualTo("a " + (10 + PIECE) + "+5");
    assertThat(ready).containsExactly("one");
  }

  @Test
  void anAnswerThatIsHotDoesNotWaitForAColdOne() throws Exception {
    file.load(0, 1000);
    answer(reads, "cold", file.answer(5000, 10));
    answer(reads, "hot", file.answer(0, 1000));
    assertThat(ready).containsExactly("hot");
  }

  @Test
  void readersOfOneLaneTakeTurns() {
    ColdFile other = new ColdFile("b", loads);
    answer(reads, "one", file.answer(0, 3 * PIECE));
    answer(reader(), "two", other.answer(0, 2 * PIECE));
    for (int i = 0; i < 4; i++) {
      disk.perform();
    }
    assertThat(loads).containsExactly(load("a", 0), load("b", 0), load("a", 1), load("b", 1));
    assertThat(ready).containsExactly("two");
  }

  @Test
  void aReaderIsReadAheadOfNoFurtherThanTheLimit() {
    answer(reads, "one", file.answer(0, PIECE));
    disk.performAll();
    assertThat(loads).hasSize(1 + AHEAD_PIECES).last().isEqualTo(load("a", AHEAD_PIECES));
    assertThat(file.owners()).isOne();
  }

  @Test
  void aReaderThatGoesOnInOrderFindsItsDataInMemoryAndIsReadAheadOfAgain() {
    answer(reads, "one", file.answer(0, PIECE));
    disk.performAll();
    answer(reads, "two", file.answer(PIECE - 100, PIECE));
    assertThat(ready).containsExactly("one", "two");
    disk.performAll();
    assertThat(loads).hasSize(1 + AHEAD_PIECES + 1);
    assertThat(file.isInMemory(0, (1 + AHEAD_PIECES) * PIECE + PIECE - 100)).isTrue();
    assertThat(file.owners()).isOne();
  }

  @Test
  void whatIsAskedForComesBeforeWhatMayBeAskedForLater() {
    ColdFile other = new ColdFile("b", loads);
    answer(reads, "one", file.answer(0, PIECE));
    disk.perform();
    disk.perform();
    answer(reads, "two", other.answer(0, PIECE));
    disk.perform();
    disk.perform();
    assertThat(loads).containsExactly(load("a", 0), load("a", 1), load("a", 2), load("b", 0));
    assertThat(ready).containsExactly("one", "two");
  }

  @Test
  void aReaderThatLeavesTheOrderIsNoLongerReadAheadOf() throws Exception {
    file.load(100L * PIECE, PIECE);
    answer(reads, "one", file.answer(0, PIECE));
    disk.perform();
    answer(reads, "two", file.answer(100L * PIECE, PIECE));
    disk.performAll();
    assertThat(loads).hasSize(3).last().isEqualTo(load("a", 1));
    assertThat(file.owners()).isOne();
  }

  @Test
  void onlySoManyFilesOfAReaderAreReadAheadIn() {
    List<ColdFile> files = new ArrayList<>();
    for (int i = 0; i <= ReadAhead.MAX_FILES; i++) {
      ColdFile next = new ColdFile("f" + i, loads);
      files.add(next);
      answer(reads, next.path().toString(), next.answer(0, 1));
    }
    // The first is being read; its read-ahead has made room for the last file's.
    disk.performAll();
    assertThat(loads).hasSize(files.size() + AHEAD_PIECES * ReadAhead.MAX_FILES);
    assertThat(loads.stream().filter(load -> load.startsWith("f0 "))).hasSize(1);
    assertThat(files).allMatch(each -> each.owners() == 1);
  }

  @Test
  void aConnectionThatClosesReadsNothingMoreAndGivesItsFilesBack() {
    answer(reads, "one", file.answer(0, 3 * PIECE));
    answer(reads, "two", file.answer(3L * PIECE, PIECE));
    reads.close();
    assertThat(ready).isEmpty();
    disk.performAll();
    assertThat(loads).containsExactly(load("a", 0));
    assertThat(ready).containsExactly("one", "two");
    assertThat(file.owners()).isOne();
  }

  @Test
  void anAnswerAfterTheEndIsLetGoAtOnce() {
    reads.close();
    answer(reads, "late", file.answer(0, PIECE));
    assertThat(ready).containsExactly("late");
    assertThat(disk.waiting).isEmpty();
  }

  @Test
  void aFileThatCantBeReadIsReportedAndTheAnswerLetGo() {
    file.failFromNowOn();
    answer(reads, "one", file.answer(0, PIECE));
    disk.perform();
    assertThat(failures).hasSize(1).first().asString().contains("a", "Input/output error");
    assertThat(ready).containsExactly("one");
  }

  /** A disk whose lanes are one, and whose work is done when the test wants it. */
  private static final class OneLane implements Disk, Lane {
    private final Queue<Runnable> waiting = new ArrayDeque<>();

    @Override
    public <T> CompletionStage<T> submit(DiskWork<T> work) {
      CompletableFuture<T> stage = new CompletableFuture<>();
      waiting.add(
          () -> {
            try {
              stage.complete(work.run(new NioVolume()));
            } catch (Exception e) {
              stage.completeExceptionally(e);
            }
          });
      return stage;
    }

    void perform() {
      waiting.remove().run();
    }

    void performAll() {
      while (!waiting.isEmpty()) {
        perform();
      }
    }

    @Override
    public <E, R> CommitLane<E, R> commitLane(CommitWork<E, R> work) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Lane coldLane(int key) {
      return this;
    }

    @Override
    public Lane lane(int key) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Lane briefLane() {
      throw new UnsupportedOperationException();
    }
  }
}
