package io.barnabas.broker.takeover;

import io.barnabas.broker.storage.LogDirs;
import io.barnabas.environment.Shard;
import io.barnabas.environment.Volume;
import io.barnabas.log.DirectorySummary;
import io.barnabas.metadata.store.KafkaMetadataLog;
import io.barnabas.metadata.takeover.Finding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes Kafka's log directories over at the start of a broker, where they are Kafka's: puts a
 * metadata log of ours in the place of Kafka's, which is kept. The logs of partitions stay as they
 * are. It is done whole or not at all, and a crash leaves something to be done again.
 */
public final class KafkaTakeover {
  private static final Logger log = LoggerFactory.getLogger(KafkaTakeover.class);

  private final KafkaDirectories directories;
  private final long timestampMs;

  private KafkaTakeover(KafkaDirectories directories, long timestampMs) {
    this.directories = directories;
    this.timestampMs = timestampMs;
  }

  /**
   * Completes when the metadata log is ours, or there is none yet; fails with {@link
   * TakeoverRefusedException} where that can't be.
   *
   * @param home where the directories were opened
   */
  public static CompletionStage<Void> of(Shard home, LogDirs logDirs, Path metadataDir) {
    KafkaDirectories directories =
        new KafkaDirectories(
            logDirs.directories().stream().map(DirectorySummary::of).toList(), metadataDir);
    KafkaTakeover takeover = new KafkaTakeover(directories, home.clock().wallMs());
    return home.disk()
        .lane(metadataDir.hashCode())
        .submit(
            volume -> {
              takeover.run(volume);
              return true;
            })
        .thenAccept(_ -> {});
  }

  private void run(Volume volume) throws IOException {
    Path metadataDir = directories.metadataDir();
    directories.requireMetadata(volume);
    if (KafkaMetadataLog.finish(volume, metadataDir)) {
      log.info("The take-over of Kafka's directory {} is completed", metadataDir);
    }
    if (!directories.areKafkas(volume)) {
      return;
    }
    TakeoverPlan plan = TakeoverPlan.make(volume, directories, directories.owner(volume));
    if (!plan.isPossible()) {
      throw new TakeoverRefusedException(plan.refusal(metadataDir));
    }
    Path kept = plan.log().replace(volume, metadataDir, plan.takenOver(), timestampMs);
    tell(plan, kept);
  }

  private static void tell(TakeoverPlan plan, Path kept) {
    log.info(
        "Taken over from Apache Kafka: cluster {}, node {}, {} topics with {} partitions; Kafka's own metadata log is kept as {}",
        plan.image().clusterId(),
        plan.owner().nodeId(),
        plan.image().topics().size(),
        plan.partitionCount(),
        kept);
    if (!plan.wasClosedInOrder()) {
      log.warn("Kafka was not stopped in order: its logs are recovered from their recovery points");
    }
    plan.findings(Finding.Weight.KEPT).forEach(text -> log.warn("Kept: {}", text));
    plan.findings(Finding.Weight.LEFT_BEHIND)
        .forEach(text -> log.info("Left in Kafka's metadata log: {}", text));
  }
}
