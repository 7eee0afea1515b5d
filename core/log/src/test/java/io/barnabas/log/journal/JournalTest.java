package io.barnabas.log.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnabas.environment.Shard;
import io.barnabas.environment.Volume.OpenMode;
import io.barnabas.environment.simulated.FaultPlan;
import io.barnabas.environment.simulated.FaultPlan.Fault;
import io.barnabas.environment.simulated.FaultPlan.Kind;
import io.barnabas.environment.simulated.SimulatedProcess;
import io.barnabas.environment.simulated.SimulatedVolume;
import io.barnabas.environment.simulated.SimulatedWorld;
import io.barnabas.protocol.primitive.Uuid;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class JournalTest {
  private static final Path DATA = Path.of("/data");
  private static final JournalTerms TERMS = new JournalTerms(64 << 10, 3);
  private static final JournalKey KEY = new JournalKey(new Uuid(1, 2), "topic", 0);
  private static final JournalKey OTHER = new JournalKey(new Uuid(3, 4), "other", 7);
  private static final int BLOCK = JournalFormat.BLOCK_BYTES;

  private final SimulatedWorld world = new SimulatedWorld(5);
  private final SimulatedVolume volume = world.newVolume(DATA);
  private SimulatedProcess process = world.start(volume, 2);
  private Journal journal = open();

  private Journal open() {
    return await(Journal.open(shard(), DATA, TERMS));
  }

  private Shard shard() {
    return process.shards().getFirst();
  }

  private <T> T await(CompletionStage<T> stage) {
    CompletableFuture<T> future = stage.toCompletableFuture();
    assertThat(world.runUntil(future::isDone, 60_000_000_000L)).isTrue();
    return future.join();
  }

  private CompletionStage<Long> append(JournalKey key, long baseOffset, String... batches) {
    List<ByteBuffer> bytes = new ArrayList<>();
    for (String batch : batches) {
      bytes.add(ByteBuffer.wrap(batch.getBytes(StandardCharsets.UTF_8)));
    }
    return journal.append(
        shard(),
        key,
        new JournalSpan(0, baseOffset, baseOffset + batches.length, baseOffset, 0),
        bytes);
  }

  private void crash() {
    process.crash();
    process = world.start(volume, 2);
    journal = open();
  }

  private List<String> found(JournalKey key) throws IOException {
    List<String> found = new ArrayList<>();
    for (RecoveredAppend append : journal.recovered(key).appends()) {
      ByteBuffer bytes = ByteBuffer.allocate(append.sizeBytes());
      try (var file = volume.open(append.file(), OpenMode.READ)) {
        file.read(bytes, append.position());
      }
      found.add(
          append.span().baseOffset() + ":" + new String(bytes.array(), StandardCharsets.UTF_8));
    }
    return found;
  }

  private List<String> files() throws IOException {
    return volume.list(DATA).stream().map(entry -> entry.name()).toList();
  }

  @Test
  void nothingIsMadeBeforeSomethingIsWritten() throws IOException {
    assertThat(files()).isEmpty();
    assertThat(volume.openFiles()).isZero();
  }

  @Test
  void whatWasCommittedIsThereAfterACrash() throws IOException {
    await(append(KEY, 0, "first"));
    await(append(OTHER, 40, "elsewhere"));
    await(append(KEY, 1, "second", "third"));
    crash();
    assertThat(found(KEY)).containsExactly("0:first", "1:secondthird");
    assertThat(found(OTHER)).containsExactly("40:elsewhere");
  }

  @Test
  void whatWaitsIsCommittedTogether() throws IOException {
    List<CompletionStage<Long>> stages = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      stages.add(append(KEY, i, "x"));
    }
    stages.forEach(this::await);
    crash();
    assertThat(found(KEY)).hasSize(100);
    long blocks = volume.list(DATA).getFirst().sizeBytes() / BLOCK;
    assertThat(blocks).isLessThan(100);
  }

  @Test
  void aCommitLargerThanTheBufferAndTheFileIsWhole() throws IOException {
    String large = "y".repeat(3 * 64 * 1024 + 17);
    await(append(KEY, 0, large));
    await(append(KEY, 1, "after"));
    crash();
    assertThat(found(KEY)).containsExactly("0:" + large, "1:after");
  }

  @Test
  void ofTwoEntriesWithTheSameOffsetsTheLaterCounts() throws IOException {
    await(append(KEY, 0, "a", "b"));
    await(append(KEY, 2, "refused"));
    await(append(KEY, 2, "accepted"));
    crash();
    assertThat(found(KEY)).containsExactly("0:ab", "2:accepted");
  }

  @Test
  void whatWasCutDoesNotComeBack() throws IOException {
    await(append(KEY, 0, "a", "b"));
    await(append(KEY, 2, "c"));
    await(journal.cut(shard(), KEY, 1));
    crash();
    assertThat(found(KEY)).containsExactly("0:ab");
    assertThat(journal.recovered(KEY).appends().getFirst().span().nextOffset()).isEqualTo(1);
  }

  @Test
  void releasedFilesAreUsedAgain() throws IOException {
    String batch = "z".repeat(20_000);
    for (int i = 0; i < 50; i++) {
      long sequence = await(append(KEY, i, batch));
      await(journal.release(shard(), KEY, sequence - 1));
    }
    assertThat(files()).hasSizeLessThanOrEqualTo(TERMS.fileCount());
    crash();
    assertThat(found(KEY)).last().asString().startsWith("49:");
  }

  @Test
  void aFileThatIsNeededStays() throws IOException {
    await(append(OTHER, 0, "needed"));
    String batch = "z".repeat(20_000);
    for (int i = 0; i < 50; i++) {
      long sequence = await(append(KEY, i, batch));
      await(journal.release(shard(), KEY, sequence - 1));
    }
    assertThat(files()).hasSizeGreaterThan(TERMS.fileCount());
    await(journal.release(shard(), OTHER, Long.MAX_VALUE));
    await(append(KEY, 50, batch));
    assertThat(files()).hasSizeLessThanOrEqualTo(TERMS.fileCount());
  }

  @Test
  void aShardHearsOfFilesThatAreBegun() {
    List<Long> heard = new ArrayList<>();
    await(journal.subscribe(shard(), heard::add));
    for (int i = 0; i < 10; i++) {
      await(append(KEY, i, "z".repeat(20_000)));
    }
    world.runFor(1_000_000_000L);
    assertThat(heard).startsWith(1L, 2L, 3L);
  }

  @Test
  void theEndLeavesNothingThatNobodyNeeds() throws IOException {
    long sequence = await(append(KEY, 0, "a"));
    await(journal.release(shard(), KEY, sequence));
    await(journal.close(shard()));
    assertThat(files()).isEmpty();
  }

  @Test
  void theEndKeepsWhatALogNeeds() throws IOException {
    await(append(KEY, 0, "a"));
    await(journal.close(shard()));
    process.kill();
    process = world.start(volume, 1);
    journal = open();
    assertThat(found(KEY)).containsExactly("0:a");
    await(journal.releaseAllBut(shard(), Set.of(OTHER)));
    await(journal.close(shard()));
    assertThat(files()).isEmpty();
  }

  @Test
  void aFailedCommitIsRefusedAndTheNextOneWorks() throws IOException {
    await(append(KEY, 0, "a"));
    volume.setFaults(op -> op.kind() == Kind.SYNC ? Fault.FAIL : Fault.NONE);
    CompletionStage<Long> failed = append(KEY, 1, "failed");
    assertThatThrownBy(() -> await(failed)).hasCauseInstanceOf(IOException.class);
    volume.setFaults(FaultPlan.NONE);
    await(append(KEY, 1, "b"));
    crash();
    assertThat(found(KEY)).containsExactly("0:a", "1:b");
  }

  /** What was cut would come back if the file that has it outlived the one that has the cut. */
  @Test
  void filesAreGivenUpInTheirOrderThoughDeletingOneFails() throws IOException {
    assertOrderIsKeptWhen(Kind.DELETE);
  }

  @Test
  void filesAreUsedAgainInTheirOrderThoughBeginningOneFails() throws IOException {
    assertOrderIsKeptWhen(Kind.WRITE);
  }

  private void assertOrderIsKeptWhen(Kind fails) throws IOException {
    String batch = "z".repeat(40_000);
    await(append(KEY, 1, batch));
    await(append(KEY, 2, batch));
    await(append(KEY, 3, batch));
    long cut = await(journal.cut(shard(), KEY, 1));
    await(append(OTHER, 0, batch));
    volume.setFaults(op -> op.kind() == fails ? Fault.FAIL : Fault.NONE);
    assertThatThrownBy(
            () -> {
              await(journal.release(shard(), KEY, cut));
              await(append(OTHER, 1, batch));
            })
        .hasCauseInstanceOf(IOException.class);
    volume.setFaults(FaultPlan.NONE);
    for (int i = 1; i < 20; i++) {
      long sequence = await(append(OTHER, i, batch));
      await(journal.release(shard(), OTHER, sequence - 1));
      RecoveredEntries afterKill = new RecoveredEntries();
      new JournalScan(volume, DATA, afterKill).run();
      assertThat(afterKill.of(KEY).appends()).isEmpty();
    }
  }

  @Test
  void aTornCommitIsTheEnd() throws IOException {
    await(append(KEY, 0, "a"));
    await(append(KEY, 1, "b"));
    volume.flipBit(DATA.resolve("1.journal"), (2L * BLOCK + 40) * 8);
    crash();
    assertThat(found(KEY)).containsExactly("0:a");
    assertThat(journal.recovered(KEY).explanation()).isEqualTo("the journal does not have them");
  }

  @Test
  void damageBeforeTheEndIsToldAndTheRestIsRead() throws IOException {
    await(append(KEY, 0, "a"));
    await(append(KEY, 1, "damaged"));
    await(append(OTHER, 0, "sound"));
    long payload =
        2L * BLOCK
            + JournalFormat.COMMIT_HEADER_BYTES
            + JournalFormat.ENTRY_HEADER_BYTES
            + "topic".length();
    volume.flipBit(DATA.resolve("1.journal"), (payload + 2) * 8);
    crash();
    assertThat(found(KEY)).containsExactly("0:a");
    assertThat(found(OTHER)).containsExactly("0:sound");
    assertThat(journal.recovered(KEY).explanation()).contains("1.journal is damaged at position");
  }

  @Test
  void aDamagedHeaderOfACommitHidesThatCommitOnly() throws IOException {
    await(append(KEY, 0, "a"));
    await(append(KEY, 1, "hidden"));
    await(append(OTHER, 0, "sound"));
    volume.flipBit(DATA.resolve("1.journal"), (2L * BLOCK + 3) * 8);
    crash();
    assertThat(found(KEY)).containsExactly("0:a");
    assertThat(found(OTHER)).containsExactly("0:sound");
    assertThat(journal.recovered(KEY).explanation()).isEqualTo("the journal is damaged");
  }

  @Test
  void recoveringTwiceFindsTheSame() throws IOException {
    for (int i = 0; i < 20; i++) {
      await(append(KEY, i, "v".repeat(10_000)));
    }
    crash();
    List<String> once = found(KEY);
    crash();
    assertThat(found(KEY)).isEqualTo(once).hasSize(20);
  }
}
