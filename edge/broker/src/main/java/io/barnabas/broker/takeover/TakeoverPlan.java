package io.barnabas.broker.takeover;

import io.barnabas.environment.Volume;
import io.barnabas.log.DirectorySummary;
import io.barnabas.log.LogException;
import io.barnabas.log.MetaProperties;
import io.barnabas.metadata.image.ClusterImage;
import io.barnabas.metadata.image.KnownFeature;
import io.barnabas.metadata.image.MetadataReplayException;
import io.barnabas.metadata.store.KafkaMetadataLog;
import io.barnabas.metadata.store.MetadataStoreException;
import io.barnabas.metadata.takeover.Finding;
import io.barnabas.metadata.takeover.KafkaImage;
import io.barnabas.metadata.takeover.MetadataReview;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a take-over would come to.
 *
 * @param log Kafka's
 * @param image the cluster as Kafka knew it
 * @param owner whose the directories are
 * @param wasClosedInOrder whether Kafka was stopped in order
 */
public record TakeoverPlan(
    KafkaMetadataLog log,
    ClusterImage image,
    MetaProperties owner,
    boolean wasClosedInOrder,
    List<Finding> findings) {
  private static final String UNKNOWN_CLUSTER = "?";

  /**
   * Looks at directories that nobody has in use, and changes nothing. Blocking.
   *
   * @param logDirs all of Kafka's {@code log.dirs}
   * @param metadataDir its {@code metadata.log.dir}, which is the first of them by default
   * @throws TakeoverRefusedException if they can't be taken over, for a reason that leaves no plan
   *     to be made
   */
  public static TakeoverPlan check(Volume volume, List<Path> logDirs, Path metadataDir)
      throws IOException {
    List<DirectorySummary> directories = new ArrayList<>();
    try {
      for (Path logDir : logDirs) {
        directories.add(DirectorySummary.read(volume, logDir));
      }
    } catch (LogException e) {
      throw new TakeoverRefusedException(String.valueOf(e.getMessage()), e);
    }
    KafkaDirectories found = new KafkaDirectories(directories, metadataDir);
    MetaProperties owner = found.owner(volume);
    found.requireMetadata(volume);
    if (!found.areKafkas(volume)) {
      throw new TakeoverRefusedException(
          metadataDir + " has no metadata log of Kafka's: there is nothing to take over");
    }
    return make(volume, found, owner);
  }

  /** As {@link #check}, of directories that are this process's and Kafka's. */
  static TakeoverPlan make(Volume volume, KafkaDirectories directories, MetaProperties owner)
      throws IOException {
    try {
      KafkaMetadataLog log = KafkaMetadataLog.read(volume, directories.metadataDir());
      ClusterImage image = KafkaImage.read(log, owner.clusterId().orElse(UNKNOWN_CLUSTER));
      List<Finding> findings =
          new ArrayList<>(
              MetadataReview.of(image, log.controllers(), owner.nodeId(), directories.ids()));
      findings.addAll(LogReview.of(volume, image, directories.directories()));
      return new TakeoverPlan(
          log, image, owner, directories.wereClosedInOrder(), List.copyOf(findings));
    } catch (MetadataStoreException | MetadataReplayException e) {
      throw new TakeoverRefusedException(
          "Kafka's metadata in %s can't be taken over: %s"
              .formatted(directories.metadataDir(), e.getMessage()),
          e);
    }
  }

  /** Whether nothing speaks against it. */
  public boolean isPossible() {
    return findings(Finding.Weight.REFUSED).isEmpty();
  }

  /** What was found of one weight, as sentences without full stop. */
  public List<String> findings(Finding.Weight weight) {
    return findings.stream().filter(f -> f.weight() == weight).map(Finding::text).toList();
  }

  /** How many partitions there are in all. */
  public int partitionCount() {
    return image.topics().all().stream().mapToInt(topic -> topic.partitions().size()).sum();
  }

  /** The level of Kafka's metadata, 0 where it never had one. */
  public short metadataVersion() {
    return image.features().getOrDefault(KnownFeature.METADATA_VERSION.featureName(), (short) 0);
  }

  /** The metadata to go on with. */
  ClusterImage takenOver() {
    return KafkaImage.takenOver(image, owner.nodeId());
  }

  /** Why it can't be, in one line. */
  String refusal(Path metadataDir) {
    return findings(Finding.Weight.REFUSED).stream()
        .collect(
            Collectors.joining(
                "; ",
                "Kafka's directory %s can't be taken over: ".formatted(metadataDir),
                ". Nothing was changed."));
  }
}
