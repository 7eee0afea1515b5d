package io.barnabas.environment.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.barnabas.environment.Volume.OpenMode;
import io.barnabas.environment.VolumeFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a file says of the page cache is true; needs a file system that can be told to forget. */
class PageCacheTest {
  private static final int FILE_BYTES = 3 * HotChunks.CHUNK_BYTES + 777;

  @TempDir private Path folder;
  private Path path;

  @BeforeEach
  void writeFile() throws Exception {
    path = folder.resolve("file");
    try (VolumeFile file = open(OpenMode.WRITE)) {
      file.write(0, ByteBuffer.allocate(FILE_BYTES));
      file.sync();
    }
  }

  private VolumeFile open(OpenMode mode) throws IOException {
    return new NioVolume().open(path, mode);
  }

  /** GNU dd asks for it by posix_fadvise(2) when it is to copy nothing. */
  private void dropFromCache() throws Exception {
    Process dd =
        new ProcessBuilder("dd", "if=" + path, "iflag=nocache", "count=0")
            .redirectErrorStream(true)
            .start();
    dd.getInputStream().readAllBytes();
    assumeTrue(dd.waitFor() == 0, "dd can't drop a file from the cache");
    try (VolumeFile file = open(OpenMode.READ)) {
      assumeTrue(!file.isInMemory(0, 1), "the file system keeps its files in memory");
    }
  }

  @Test
  void whatWasJustWrittenIsInMemory() throws Exception {
    try (VolumeFile file = open(OpenMode.READ)) {
      assertThat(file.isInMemory(0, FILE_BYTES)).isTrue();
    }
  }

  @Test
  void whatWasDroppedIsNotInMemoryUntilItIsLoaded() throws Exception {
    dropFromCache();
    try (VolumeFile file = open(OpenMode.READ)) {
      assertThat(file.isInMemory(0, FILE_BYTES)).isFalse();
      assertThat(file.isInMemory(FILE_BYTES - 10, 10)).isFalse();
      file.load(0, FILE_BYTES);
      assertThat(file.isInMemory(0, FILE_BYTES)).isTrue();
    }
  }

  @Test
  void aPartOfAChunkCanBeInMemory() throws Exception {
    dropFromCache();
    // The system reads ahead of what is read at the start, so the end is what is asked about.
    try (VolumeFile file = open(OpenMode.READ)) {
      file.load(FILE_BYTES - 10, 10);
      assertThat(file.isInMemory(FILE_BYTES - 10, 10)).isTrue();
    }
  }

  @Test
  void aWriteIntoAChunkThatWasDroppedDoesNotMakeAllOfItHot() throws Exception {
    dropFromCache();
    try (VolumeFile file = open(OpenMode.WRITE)) {
      file.write(2 * HotChunks.CHUNK_BYTES - 4096, ByteBuffer.allocate(4096));
      assertThat(file.isInMemory(HotChunks.CHUNK_BYTES, 4096)).isFalse();
      assertThat(file.isInMemory(2 * HotChunks.CHUNK_BYTES - 4096, 4096)).isTrue();
    }
  }

  @Test
  void loadingStopsAtTheEndOfTheFile() throws Exception {
    try (VolumeFile file = open(OpenMode.READ)) {
      file.load(FILE_BYTES - 10, 1 << 20);
      file.load(2L * FILE_BYTES, 1 << 20);
      assertThat(file.size()).isEqualTo(FILE_BYTES);
    }
  }
}
