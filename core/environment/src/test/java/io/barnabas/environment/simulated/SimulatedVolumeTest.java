package io.barnabas.environment.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnabas.environment.Volume;
import io.barnabas.environment.Volume.OpenMode;
import io.barnabas.environment.VolumeContract;
import io.barnabas.environment.VolumeFile;
import io.barnabas.environment.simulated.FaultPlan.Fault;
import io.barnabas.environment.simulated.FaultPlan.Kind;
import io.barnabas.environment.simulated.SimulatedVolume.Rot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SimulatedVolumeTest extends VolumeContract {
  private static final int MANY_SEEDS = 200;

  private SimulatedVolume volume = new SimulatedVolume(1, Path.of("/data"));

  @Override
  protected Volume volume() {
    return volume;
  }

  @Override
  protected Path root() {
    return volume.root();
  }

  private Path path(String name) {
    return root().resolve(name);
  }

  private void crashAndRestart() {
    volume.crash();
    volume.restart();
  }

  private interface Attempt {
    void run() throws IOException;
  }

  /** What is left over many crashes at the same point. */
  private Set<String> outcomes(Attempt before, String name) throws IOException {
    Set<String> seen = new TreeSet<>();
    for (int seed = 0; seed < MANY_SEEDS; seed++) {
      volume = new SimulatedVolume(seed, Path.of("/data"));
      before.run();
      crashAndRestart();
      seen.add(volume.exists(path(name)) ? read(name) : "none");
    }
    return seen;
  }

  @Test
  void syncedBytesUnderASyncedNameSurviveEveryCrash() throws IOException {
    assertThat(outcomes(() -> writeDurably("a", "kept"), "a")).containsExactly("kept");
  }

  @Test
  void syncedBytesWithoutASyncedNameMayBeGone() throws IOException {
    Attempt write =
        () -> {
          try (VolumeFile file = open("a", OpenMode.WRITE)) {
            file.write(0, bytes("kept"));
            file.sync();
          }
        };
    assertThat(outcomes(write, "a")).containsExactly("kept", "none");
  }

  @Test
  void unsyncedBytesAreLostKeptOrTorn() throws IOException {
    Attempt write =
        () -> {
          writeDurably("a", "");
          try (VolumeFile file = open("a", OpenMode.WRITE)) {
            file.write(0, bytes("ab"));
            file.write(2, bytes("cd"));
          }
        };
    assertThat(outcomes(write, "a")).contains("", "a", "ab", "abc", "abcd", "\0\0cd");
  }

  @Test
  void anUnsyncedCutMayNotHaveHappened() throws IOException {
    Attempt cut =
        () -> {
          writeDurably("a", "abcd");
          try (VolumeFile file = open("a", OpenMode.WRITE)) {
            file.truncate(2);
          }
        };
    assertThat(outcomes(cut, "a")).containsExactly("ab", "abcd");
  }

  @Test
  void sureFilesAreWhatEveryCrashLeaves() throws IOException {
    writeDurably("whole", "abc");
    writeDurably("cut", "abcdef");
    writeDurably("appended", "abc");
    writeDurably("deleted", "abc");
    write("unnamed", "abc");
    try (VolumeFile cut = open("cut", OpenMode.WRITE);
        VolumeFile appended = open("appended", OpenMode.WRITE)) {
      cut.truncate(2);
      appended.write(3, bytes("def"));
    }
    volume.delete(path("deleted"));
    assertThat(volume.sureFiles(root()))
        .containsOnlyKeys("whole", "cut", "appended")
        .containsEntry("whole", bytes("abc").array())
        .containsEntry("cut", bytes("ab").array())
        .containsEntry("appended", bytes("abc").array());
    volume.createDirectories(path("sub"));
    write("sub/file", "abc");
    volume.syncDirectory(path("sub"));
    assertThat(volume.sureFiles(path("sub"))).isEmpty();
  }

  @Test
  void anUnsyncedDeletionMayNotHaveHappened() throws IOException {
    Attempt delete =
        () -> {
          writeDurably("a", "abcd");
          volume.delete(path("a"));
        };
    assertThat(outcomes(delete, "a")).containsExactly("abcd", "none");
  }

  @Test
  void replacingLeavesTheOldOrTheNewContentAtWhateverOperationItCrashes() throws IOException {
    Set<String> seen = new TreeSet<>();
    for (int operation = 1; operation <= 12; operation++) {
      for (int seed = 0; seed < 20; seed++) {
        volume = new SimulatedVolume(seed, Path.of("/data"));
        writeDurably("a", "old");
        crashIn(operation, () -> volume.replace(path("a"), bytes("new")));
        seen.add(read("a"));
      }
    }
    assertThat(seen).containsExactly("new", "old");
  }

  @Test
  void aMoveHappensWholeOrNotAtAll() throws IOException {
    for (int seed = 0; seed < MANY_SEEDS; seed++) {
      volume = new SimulatedVolume(seed, Path.of("/data"));
      writeDurably("a", "content");
      volume.createDirectories(path("sub"));
      volume.syncDirectory(root());
      volume.move(path("a"), path("sub/b"));
      crashAndRestart();
      assertThat(volume.exists(path("a"))).isNotEqualTo(volume.exists(path("sub/b")));
    }
  }

  @Test
  void namesOfOneFolderSurviveInTheOrderTheyWereMade() throws IOException {
    Set<Integer> survivors = new TreeSet<>();
    for (int seed = 0; seed < MANY_SEEDS; seed++) {
      volume = new SimulatedVolume(seed, Path.of("/data"));
      for (int number = 0; number < 5; number++) {
        write(Integer.toString(number), "");
      }
      crashAndRestart();
      int left = volume.list(root()).size();
      survivors.add(left);
      for (int number = 0; number < left; number++) {
        assertThat(volume.exists(path(Integer.toString(number)))).isTrue();
      }
    }
    assertThat(survivors).contains(0, 1, 2, 3, 4, 5);
  }

  @Test
  void aRenamedFileWhoseFolderWasSyncedNeverKeepsItsFormerName() throws IOException {
    for (int seed = 0; seed < MANY_SEEDS; seed++) {
      volume = new SimulatedVolume(seed, Path.of("/data"));
      volume.createDirectories(path("sub"));
      volume.syncDirectory(root());
      write("a", "content");
      volume.move(path("a"), path("sub/b"));
      volume.syncDirectory(path("sub"));
      crashAndRestart();
      assertThat(volume.exists(path("a"))).isFalse();
      assertThat(volume.exists(path("sub/b"))).isTrue();
    }
  }

  @Test
  void killingAProcessLosesNothingAndFreesItsLocks() throws IOException {
    volume.lock(path("lock"));
    VolumeFile file = open("a", OpenMode.WRITE);
    file.write(0, bytes("abc"));
    volume.detach();
    assertThat(read("a")).isEqualTo("abc");
    assertThat(volume.isSynced(path("a"))).isFalse();
    assertThatThrownBy(() -> file.write(0, bytes("x"))).isInstanceOf(CrashedException.class);
    volume.lock(path("lock")).close();
  }

  @Test
  void afterACrashEverythingEndsUntilTheRestart() throws IOException {
    VolumeFile file = open("a", OpenMode.WRITE);
    volume.crash();
    assertThatThrownBy(() -> volume.list(root())).isInstanceOf(CrashedException.class);
    assertThatThrownBy(() -> volume.exists(root())).isInstanceOf(CrashedException.class);
    assertThatThrownBy(file::sync).isInstanceOf(CrashedException.class);
    file.close();
    volume.restart();
    assertThat(volume.openFiles()).isZero();
    assertThat(volume.exists(root())).isTrue();
  }

  @Test
  void aPlannedFailureHitsItsOperationOnly() throws IOException {
    write("a", "");
    try (VolumeFile file = open("a", OpenMode.WRITE)) {
      volume.setFaults(FaultPlan.onOperation(volume.operations() + 2, Fault.FAIL));
      file.write(0, bytes("one"));
      assertThatThrownBy(() -> file.write(3, bytes("two"))).isInstanceOf(IOException.class);
      file.write(3, bytes("2"));
      assertThat(text(file, 0, 9)).isEqualTo("one2");
    }
  }

  @Test
  void aShortWriteLeavesAPart() throws IOException {
    Set<String> seen = new TreeSet<>();
    for (int seed = 0; seed < MANY_SEEDS; seed++) {
      volume = new SimulatedVolume(seed, Path.of("/data"));
      volume.setFaults(operation -> operation.kind() == Kind.WRITE ? Fault.SHORT : Fault.NONE);
      assertThatThrownBy(() -> write("a", "abc")).isInstanceOf(IOException.class);
      seen.add(read("a"));
    }
    assertThat(seen).containsExactly("", "a", "ab", "abc");
  }

  @Test
  void aFailedSyncMayLoseBytesThatALaterSyncSeemsToSave() throws IOException {
    Attempt syncTwice =
        () -> {
          writeDurably("a", "");
          try (VolumeFile file = open("a", OpenMode.WRITE)) {
            file.write(0, bytes("abc"));
            volume.setFaults(FaultPlan.onOperation(volume.operations() + 1, Fault.FAIL));
            assertThatThrownBy(file::sync).isInstanceOf(IOException.class);
            file.sync();
          }
        };
    assertThat(outcomes(syncTwice, "a")).containsExactly("", "abc");
  }

  @Test
  void aLyingDiskLosesWhatItSaidWasSynced() throws IOException {
    Attempt write =
        () -> {
          volume.setFaults(FaultPlan.NONE);
          writeDurably("a", "");
          volume.setFaults(o -> o.kind() == Kind.SYNC ? Fault.IGNORE : Fault.NONE);
          writeDurably("a", "abc");
        };
    assertThat(outcomes(write, "a")).contains("");
  }

  @Test
  void aFullVolumeTakesWhatFitsAndFails() throws IOException {
    write("a", "1234");
    volume.setCapacity(6);
    assertThat(volume.usableBytes(root())).isEqualTo(2);
    try (VolumeFile file = open("b", OpenMode.WRITE)) {
      assertThatThrownBy(() -> file.write(0, bytes("abc")))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("No space left on device");
      assertThat(text(file, 0, 9)).isEqualTo("ab");
      file.write(0, bytes("xy"));
      volume.delete(path("a"));
      file.write(2, bytes("zzzz"));
      assertThat(volume.usableBytes(root())).isZero();
    }
  }

  @Test
  void bitRotChangesOneBitForGood() throws IOException {
    writeDurably("a", "abc");
    volume.flipBit(path("a"), 8);
    crashAndRestart();
    assertThat(read("a")).isEqualTo("acc");
  }

  @Test
  void bitRotStrikesWhatIsSyncedInTheFilesThatAreChosen() throws IOException {
    Set<Long> struck = new TreeSet<>();
    for (int seed = 0; seed < MANY_SEEDS; seed++) {
      volume = new SimulatedVolume(seed, Path.of("/data"));
      writeDurably("a.log", "abc");
      writeDurably("b.log", "de");
      writeDurably("c.index", "fgh");
      write("d.log", "not synced");
      Rot rot = volume.rot(path -> path.toString().endsWith(".log")).orElseThrow();
      struck.add(rot.position() + (rot.file().endsWith("b.log") ? 3 : 0));
      assertThat(read("c.index")).isEqualTo("fgh");
      assertThat(read("d.log")).isEqualTo("not synced");
      assertThat(read("a.log").equals("abc")).isNotEqualTo(read("b.log").equals("de"));
    }
    assertThat(struck).containsExactly(0L, 1L, 2L, 3L, 4L);
  }

  @Test
  void whereNothingIsSyncedNothingRots() throws IOException {
    write("a", "abc");
    assertThat(volume.rot(path -> true)).isEmpty();
  }

  @Test
  void theNthOperationOfAKindFails() throws IOException {
    volume.setFaults(FaultPlan.onNth(2, o -> o.kind() == Kind.SYNC, Fault.FAIL));
    try (VolumeFile file = open("a", OpenMode.WRITE)) {
      file.write(0, bytes("abc"));
      file.sync();
      file.write(3, bytes("def"));
      assertThatThrownBy(file::sync).isInstanceOf(IOException.class);
      file.sync();
    }
  }

  @Test
  void openFilesAreCounted() throws IOException {
    VolumeFile file = open("a", OpenMode.WRITE);
    file.retain().close();
    assertThat(volume.openFiles()).isEqualTo(1);
    file.close();
    assertThat(volume.openFiles()).isZero();
  }

  private void crashIn(int operation, Attempt attempt) throws IOException {
    volume.setFaults(FaultPlan.onOperation(volume.operations() + operation, Fault.CRASH));
    try {
      attempt.run();
      volume.crash();
    } catch (CrashedException planned) {
      assertThat(volume.isCrashed()).isTrue();
    }
    volume.setFaults(FaultPlan.NONE);
    volume.restart();
  }

  private void writeDurably(String name, String content) throws IOException {
    try (VolumeFile file = open(name, OpenMode.TRUNCATE)) {
      file.write(0, bytes(content));
      file.sync();
    }
    volume.syncDirectory(root());
  }
}
