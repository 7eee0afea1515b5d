package io.barnabas.broker.takeover;

import io.barnabas.environment.Volume;
import io.barnabas.log.DirectorySummary;
import io.barnabas.log.MalformedFileException;
import io.barnabas.log.PartitionFolder;
import io.barnabas.log.PartitionMetadata;
import io.barnabas.log.TopicPartition;
import io.barnabas.metadata.image.ClusterImage;
import io.barnabas.metadata.image.TopicImage;
import io.barnabas.metadata.takeover.Finding;
import io.barnabas.protocol.MalformedMessageException;
import io.barnabas.protocol.storage.ProducerSnapshot;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Looks through the partitions' folders for what their logs hold that is not served. Blocking. */
final class LogReview {
  private static final String TRANSACTION_STATE = "__transaction_state";
  private static final String METADATA_TOPIC = "__cluster_metadata";

  private final Volume volume;
  private final ClusterImage image;
  private final List<Path> transactionLogs = new ArrayList<>();
  private final Set<TopicPartition> found = new HashSet<>();
  private final Set<String> strays = new TreeSet<>();
  private final Set<String> moving = new TreeSet<>();
  private final Set<String> withAborted = new TreeSet<>();
  private final Set<String> withOpen = new TreeSet<>();

  private LogReview(Volume volume, ClusterImage image) {
    this.volume = volume;
    this.image = image;
  }

  static List<Finding> of(Volume volume, ClusterImage image, List<DirectorySummary> directories)
      throws IOException {
    LogReview review = new LogReview(volume, image);
    for (DirectorySummary directory : directories) {
      for (PartitionFolder folder : directory.partitionFolders()) {
        review.look(directory.path().resolve(folder.name()), folder);
      }
    }
    return review.findings();
  }

  private void look(Path path, PartitionFolder folder) throws IOException {
    TopicPartition partition = folder.topicPartition();
    switch (folder.kind()) {
      case DELETED, STRAY -> {}
      case FUTURE -> moving.add(partition.toString());
      case CURRENT -> {
        if (partition.topic().equals(METADATA_TOPIC)) {
          return;
        }
        if (isStray(path, partition)) {
          strays.add(partition.toString());
          return;
        }
        found.add(partition);
        lookInto(path, partition);
      }
    }
  }

  private boolean isStray(Path path, TopicPartition partition) throws IOException {
    TopicImage topic = image.topics().find(partition.topic());
    if (topic == null || topic.partition(partition.partition()) == null) {
      return true;
    }
    Path file = path.resolve(PartitionMetadata.FILE_NAME);
    try {
      return volume.exists(file)
          && !PartitionMetadata.decode(file, volume.readFully(file)).topicId().equals(topic.id());
    } catch (MalformedFileException e) {
      return false; // as one that was cut off at its creation
    }
  }

  private void lookInto(Path path, TopicPartition partition) throws IOException {
    if (partition.topic().equals(TRANSACTION_STATE)) {
      transactionLogs.add(path);
    }
    String newestSnapshot = null;
    for (Volume.Entry entry : volume.list(path)) {
      if (entry.name().endsWith(".txnindex") && entry.sizeBytes() > 0) {
        withAborted.add(partition.toString());
      } else if (entry.name().endsWith(".snapshot")) {
        newestSnapshot = entry.name();
      }
    }
    if (newestSnapshot != null && hasOpenTransaction(path.resolve(newestSnapshot))) {
      withOpen.add(partition.toString());
    }
  }

  /** A snapshot that can't be read is none: its log is read instead, as Kafka does. */
  private boolean hasOpenTransaction(Path snapshot) throws IOException {
    ByteBuffer content = volume.readFully(snapshot);
    try {
      short version = content.getShort(0);
      return ProducerSnapshot.read(content.position(Short.BYTES), version)
          .producerEntries()
          .stream()
          .anyMatch(producer -> producer.currentTxnFirstOffset() >= 0);
    } catch (MalformedMessageException | IndexOutOfBoundsException e) {
      return false;
    }
  }

  private List<Finding> findings() throws IOException {
    List<Finding> findings = new ArrayList<>(TransactionReview.of(volume, transactionLogs));
    if (!withAborted.isEmpty()) {
      findings.add(
          Finding.refused(
              some(withAborted)
                  + " hold records of aborted transactions, which readers of committed records would get from this release"));
    }
    if (!withOpen.isEmpty()) {
      findings.add(Finding.refused(some(withOpen) + " have a transaction in progress"));
    }
    if (!moving.isEmpty()) {
      findings.add(
          Finding.kept(
              some(moving)
                  + " were being moved between log directories: they stay where they were, and the copies (-future) are not read"));
    }
    if (!strays.isEmpty()) {
      findings.add(
          Finding.kept(
              some(strays)
                  + " are not the cluster's (any more): their folders are renamed (-stray)"));
    }
    Set<String> missing = missing();
    if (!missing.isEmpty()) {
      findings.add(Finding.kept(some(missing) + " have no folder, and begin empty"));
    }
    return findings;
  }

  private Set<String> missing() {
    Set<String> missing = new TreeSet<>();
    for (TopicImage topic : image.topics().all()) {
      for (int partition = 0; partition < topic.partitions().size(); partition++) {
        TopicPartition name = new TopicPartition(topic.name(), partition);
        if (!found.contains(name)) {
          missing.add(name.toString());
        }
      }
    }
    return missing;
  }

  private static String some(Set<String> partitions) {
    String first = partitions.iterator().next();
    return partitions.size() == 1
        ? "The partition " + first
        : "%d partitions (%s, ...)".formatted(partitions.size(), first);
  }
}
