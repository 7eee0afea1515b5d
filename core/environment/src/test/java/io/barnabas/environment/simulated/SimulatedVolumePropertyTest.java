package io.barnabas.environment.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.environment.Volume.OpenMode;
import io.barnabas.environment.VolumeFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class SimulatedVolumePropertyTest {
  private static final Path FILE = Path.of("/data/file");

  /** Appends of distinct bytes with syncs at random moments, as a log makes them. */
  @Property(tries = 300)
  void aCrashLeavesTheSyncedPartAndBehindItOnlyWhatWasWrittenOrZeros(@ForAll long seed)
      throws IOException {
    SeededRandomness randomness = new SeededRandomness(seed);
    SimulatedVolume volume = new SimulatedVolume(seed, Path.of("/data"));
    byte[] written = new byte[1 + randomness.nextInt(5_000)];
    for (int i = 0; i < written.length; i++) {
      written[i] = (byte) (1 + i % 100);
    }
    int synced = appendAll(volume, written, randomness);
    volume.crash();
    volume.restart();
    byte[] left = volume.readFully(FILE).array();
    assertThat(left.length).isBetween(synced, written.length);
    assertThat(Arrays.copyOf(left, synced)).isEqualTo(Arrays.copyOf(written, synced));
    for (int i = synced; i < left.length; i++) {
      assertThat(left[i]).isIn(written[i], (byte) 0);
    }
  }

  private static int appendAll(SimulatedVolume volume, byte[] bytes, SeededRandomness randomness)
      throws IOException {
    int synced = 0;
    try (VolumeFile file = volume.open(FILE, OpenMode.WRITE)) {
      volume.syncDirectory(volume.root());
      int at = 0;
      while (at < bytes.length) {
        int length = Math.min(bytes.length - at, 1 + randomness.nextInt(1_500));
        file.write(at, ByteBuffer.wrap(bytes, at, length));
        at += length;
        if (randomness.chance(300)) {
          file.sync();
          synced = at;
        }
      }
    }
    return synced;
  }

  @Property(tries = 50)
  void theSameSeedLosesTheSame(@ForAll long seed) throws IOException {
    assertThat(leftAfterCrash(seed)).isEqualTo(leftAfterCrash(seed));
  }

  private static ByteBuffer leftAfterCrash(long seed) throws IOException {
    SimulatedVolume volume = new SimulatedVolume(seed, Path.of("/data"));
    byte[] bytes = new byte[3_000];
    Arrays.fill(bytes, (byte) 7);
    appendAll(volume, bytes, new SeededRandomness(seed));
    volume.crash();
    volume.restart();
    return volume.readFully(FILE);
  }
}
