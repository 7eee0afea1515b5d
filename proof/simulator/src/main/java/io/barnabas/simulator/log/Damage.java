package io.barnabas.simulator.log;

import io.barnabas.environment.Volume.OpenMode;
import io.barnabas.environment.VolumeFile;
import io.barnabas.environment.simulated.SeededRandomness;
import io.barnabas.environment.simulated.SimulatedVolume;
import io.barnabas.environment.simulated.SimulatedVolume.Rot;
import io.barnabas.simulator.PartitionHistory;
import io.barnabas.simulator.batch.BatchFormat;
import io.barnabas.simulator.batch.SeenBatch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * One bit of what was synced has changed.
 *
 * @param file that has the bit
 * @param isUnseen whether it is where Kafka's format has no checksum
 */
record Damage(Path file, boolean isUnseen) {
  private static final String SEGMENT_SUFFIX = ".log";
  private static final String JOURNAL_SUFFIX = ".journal";

  /** What these files say can be found in the segments, and is when they are damaged. */
  private static final List<String> MADE_ANEW = List.of(".index", ".timeindex", ".snapshot");

  /** Changes a bit somewhere; small files are as likely to be hit as large ones. */
  static Optional<Damage> of(SimulatedVolume volume, SeededRandomness chance) throws IOException {
    Optional<Rot> rot = volume.rot(affected(chance));
    return rot.isEmpty()
        ? Optional.empty()
        : Optional.of(new Damage(rot.get().file(), isUnseen(volume, rot.get())));
  }

  private static Predicate<Path> affected(SeededRandomness chance) {
    return switch (chance.nextInt(3)) {
      case 0 -> file -> isA(SEGMENT_SUFFIX, file);
      case 1 -> file -> isA(JOURNAL_SUFFIX, file);
      default -> file -> !isA(SEGMENT_SUFFIX, file) && !isA(JOURNAL_SUFFIX, file);
    };
  }

  private static boolean isA(String suffix, Path file) {
    return file.toString().endsWith(suffix);
  }

  private static boolean isUnseen(SimulatedVolume volume, Rot rot) throws IOException {
    if (!isA(SEGMENT_SUFFIX, rot.file())) {
      return false;
    }
    try (VolumeFile file = volume.open(rot.file(), OpenMode.READ)) {
      ByteBuffer segment = ByteBuffer.allocate((int) file.size());
      file.read(segment, 0);
      return BatchFormat.isUnprotected(segment, rot.position());
    }
  }

  /** Whether a log may refuse to open, or have lost something. */
  boolean mayCost(PartitionCase partition) {
    boolean isOwn = file.startsWith(partition.identity().folder());
    boolean isMadeAnew = MADE_ANEW.stream().anyMatch(suffix -> isA(suffix, file));
    return isA(JOURNAL_SUFFIX, file) || (isOwn && !isMadeAnew);
  }

  /** What is to be made of each batch whose checksum is right. */
  Consumer<SeenBatch> check(PartitionHistory history) {
    return isUnseen ? _ -> {} : history::readDespiteDamage;
  }
}
