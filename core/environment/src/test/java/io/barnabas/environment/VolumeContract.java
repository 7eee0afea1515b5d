package io.barnabas.environment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnabas.environment.Volume.Entry;
import io.barnabas.environment.Volume.OpenMode;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What every volume does alike. */
public abstract class VolumeContract {
  protected abstract Volume volume();

  /** An empty folder of the volume. */
  protected abstract Path root();

  @Test
  void aFileHoldsWhatWasWrittenAtItsPositions() throws IOException {
    try (VolumeFile file = open("a", OpenMode.WRITE)) {
      file.write(0, bytes("hello "), bytes("wor"), bytes("ld"));
      file.write(6, bytes("W"));
      assertThat(file.size()).isEqualTo(11);
      assertThat(text(file, 0, 100)).isEqualTo("hello World");
      assertThat(text(file, 6, 3)).isEqualTo("Wor");
    }
  }

  @Test
  void aFileTellsWhenItWasLastChanged() throws IOException {
    open("a", OpenMode.WRITE).close();
    long madeMs = volume().lastModifiedMs(root().resolve("a"));
    try (VolumeFile file = open("a", OpenMode.WRITE)) {
      file.write(0, bytes("x"));
    }
    assertThat(volume().lastModifiedMs(root().resolve("a"))).isGreaterThanOrEqualTo(madeMs);
    assertThatThrownBy(() -> volume().lastModifiedMs(root().resolve("b")))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void aGapBeforeAWriteReadsAsZeros() throws IOException {
    try (VolumeFile file = open("a", OpenMode.WRITE)) {
      file.write(2, bytes("x"));
      assertThat(text(file, 0, 9)).isEqualTo("\0\0x");
    }
  }

  @Test
  void readingBehindTheEndGivesNothing() throws IOException {
    try (VolumeFile file = open("a", OpenMode.WRITE)) {
      file.write(0, bytes("abc"));
      assertThat(file.read(ByteBuffer.allocate(4), 3)).isZero();
      assertThat(file.read(ByteBuffer.allocateDirect(4), 30)).isZero();
      assertThat(file.read(ByteBuffer.allocateDirect(4), 1)).isEqualTo(2);
    }
  }

  @Test
  void buffersOfEverySizeAndKindAreWrittenInOrder() throws IOException {
    int[] sizes = {0, 1, 700_000, 3, 262_144, 40_000, 262_143, 2};
    ByteBuffer[] sources = new ByteBuffer[sizes.length * 2];
    ByteBuffer expected = ByteBuffer.allocate(4_000_000);
    for (int i = 0; i < sources.length; i++) {
      int size = sizes[i / 2];
      sources[i] = i % 2 == 0 ? ByteBuffer.allocate(size) : ByteBuffer.allocateDirect(size);
      for (int at = 0; at < size; at++) {
        sources[i].put(at, (byte) (i * 31 + at));
      }
      expected.put(sources[i].duplicate());
    }
    try (VolumeFile file = open("a", OpenMode.WRITE)) {
      file.write(5, sources);
      assertThat(sources).noneMatch(ByteBuffer::hasRemaining);
      assertThat(file.size()).isEqualTo(5 + expected.position());
      ByteBuffer content = ByteBuffer.allocate(expected.position());
      assertThat(file.read(content, 5)).isEqualTo(expected.position());
      assertThat(content.flip()).isEqualTo(expected.flip());
    }
  }

  @Test
  void aReadOnlyViewCanBeWritten() throws IOException {
    try (VolumeFile file = open("a", OpenMode.WRITE)) {
      file.write(0, bytes("abcdef").position(2).asReadOnlyBuffer());
      assertThat(text(file, 0, 9)).isEqualTo("cdef");
    }
  }

  @Test
  void truncatingCutsTheEnd() throws IOException {
    try (VolumeFile file = open("a", OpenMode.WRITE)) {
      file.write(0, bytes("abcdef"));
      file.truncate(4);
      assertThat(text(file, 0, 9)).isEqualTo("abcd");
      assertThatThrownBy(() -> file.truncate(5)).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> file.truncate(-1)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void whatWasCutIsZeroWhenTheFileGrowsAgain() throws IOException {
    try (VolumeFile file = open("a", OpenMode.WRITE)) {
      file.write(0, bytes("abcdef"));
      file.truncate(1);
      file.write(3, bytes("x"));
      assertThat(text(file, 0, 9)).isEqualTo("a\0\0x");
    }
  }

  @Test
  void openModesDifferInWhatTheyMakeAndKeep() throws IOException {
    assertThatThrownBy(() -> open("a", OpenMode.READ)).isInstanceOf(NoSuchFileException.class);
    write("a", "abc");
    try (VolumeFile file = open("a", OpenMode.WRITE)) {
      assertThat(file.size()).isEqualTo(3);
    }
    try (VolumeFile file = open("a", OpenMode.READ)) {
      assertThat(text(file, 0, 9)).isEqualTo("abc");
      assertThatThrownBy(() -> file.write(0, bytes("x"))).isInstanceOf(Exception.class);
    }
    try (VolumeFile file = open("a", OpenMode.TRUNCATE)) {
      assertThat(file.size()).isZero();
    }
  }

  @Test
  void aFileInAFolderThatIsNotThereCannotBeMade() {
    assertThatThrownBy(() -> open("no/a", OpenMode.WRITE)).isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> volume().list(root().resolve("no")))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void aFileStaysReadableUntilItsLastOwnerClosesIt() throws IOException {
    VolumeFile file = open("a", OpenMode.WRITE);
    file.write(0, bytes("abc"));
    VolumeFile second = file.retain();
    file.close();
    assertThat(volume().delete(root().resolve("a"))).isTrue();
    assertThat(text(second, 0, 9)).isEqualTo("abc");
    second.close();
    assertThatThrownBy(file::retain).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(file::close).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> text(file, 0, 9)).isInstanceOf(IOException.class);
  }

  @Test
  void listingGivesNamesInOrderWithTheirSizes() throws IOException {
    write("b", "12345");
    write("B", "");
    write("a-10", "1");
    volume().createDirectories(root().resolve("a/sub"));
    assertThat(volume().list(root()))
        .containsExactly(
            new Entry("B", false, 0),
            new Entry("a", true, 0),
            new Entry("a-10", false, 1),
            new Entry("b", false, 5));
    assertThat(volume().list(root().resolve("a"))).containsExactly(new Entry("sub", true, 0));
  }

  @Test
  void foldersAreMadeOnceAndAgain() throws IOException {
    Path folder = root().resolve("x/y/z");
    volume().createDirectories(folder);
    volume().createDirectories(folder);
    assertThat(volume().exists(folder)).isTrue();
    write("file", "");
    assertThatThrownBy(() -> volume().createDirectories(root().resolve("file")))
        .isInstanceOf(IOException.class);
  }

  @Test
  void movingReplacesAFileAndTakesFoldersWhole() throws IOException {
    write("a", "new");
    write("b", "old");
    volume().move(root().resolve("a"), root().resolve("b"));
    assertThat(volume().exists(root().resolve("a"))).isFalse();
    assertThat(read("b")).isEqualTo("new");
    volume().createDirectories(root().resolve("folder/sub"));
    write("folder/sub/file", "inside");
    volume().move(root().resolve("folder"), root().resolve("moved"));
    assertThat(read("moved/sub/file")).isEqualTo("inside");
    assertThat(volume().exists(root().resolve("folder"))).isFalse();
    assertThatThrownBy(() -> volume().move(root().resolve("none"), root().resolve("c")))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void anOpenFileFollowsItsMove() throws IOException {
    try (VolumeFile file = open("a", OpenMode.WRITE)) {
      volume().move(root().resolve("a"), root().resolve("b"));
      file.write(0, bytes("after"));
    }
    assertThat(read("b")).isEqualTo("after");
  }

  @Test
  void deletingTellsWhetherThereWasSomething() throws IOException {
    write("a", "");
    assertThat(volume().delete(root().resolve("a"))).isTrue();
    assertThat(volume().delete(root().resolve("a"))).isFalse();
    volume().createDirectories(root().resolve("full/of"));
    assertThatThrownBy(() -> volume().delete(root().resolve("full")))
        .isInstanceOf(DirectoryNotEmptyException.class);
    assertThat(volume().deleteRecursively(root().resolve("full"))).isTrue();
    assertThat(volume().deleteRecursively(root().resolve("full"))).isFalse();
  }

  @Test
  void replacingAFileLeavesNothingElseBehind() throws IOException {
    volume().replace(root().resolve("a"), bytes("one"));
    volume().replace(root().resolve("a"), bytes("two"));
    assertThat(volume().list(root())).containsExactly(new Entry("a", false, 3));
    assertThat(read("a")).isEqualTo("two");
  }

  @Test
  void aLockIsHeldOnceAndCanBeTakenAgainWhenGivenBack() throws IOException {
    Path lock = root().resolve(".lock");
    try (Closeable held = volume().lock(lock)) {
      assertThat(held).isNotNull();
      assertThatThrownBy(() -> volume().lock(lock))
          .isInstanceOf(FileLockedException.class)
          .hasMessageContaining(lock.toString());
    }
    volume().lock(lock).close();
    assertThat(volume().exists(lock)).isTrue();
  }

  @Test
  void syncingAndSizesWorkOnWhatIsThere() throws IOException {
    try (VolumeFile file = open("a", OpenMode.WRITE)) {
      file.write(0, bytes("abc"));
      file.sync();
    }
    volume().syncDirectory(root());
    assertThat(volume().totalBytes(root())).isGreaterThanOrEqualTo(volume().usableBytes(root()));
    assertThat(volume().usableBytes(root())).isPositive();
    assertThatThrownBy(() -> volume().syncDirectory(root().resolve("none")))
        .isInstanceOf(NoSuchFileException.class);
  }

  protected VolumeFile open(String name, OpenMode mode) throws IOException {
    return volume().open(root().resolve(name), mode);
  }

  protected void write(String name, String content) throws IOException {
    try (VolumeFile file = open(name, OpenMode.TRUNCATE)) {
      file.write(0, bytes(content));
    }
  }

  protected String read(String name) throws IOException {
    return UTF_8.decode(volume().readFully(root().resolve(name))).toString();
  }

  protected static String text(VolumeFile file, long position, int maxBytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(maxBytes);
    file.read(buffer, position);
    return UTF_8.decode(buffer.flip()).toString();
  }

  protected static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(UTF_8));
  }
}
