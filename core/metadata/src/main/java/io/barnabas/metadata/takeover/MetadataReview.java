package io.barnabas.metadata.takeover;

import io.barnabas.metadata.image.BrokerRegistration;
import io.barnabas.metadata.image.ClusterImage;
import io.barnabas.metadata.image.KnownFeature;
import io.barnabas.metadata.image.PartitionImage;
import io.barnabas.metadata.image.ReplicaSet;
import io.barnabas.metadata.image.TopicImage;
import io.barnabas.protocol.metadata.AccessControlEntryRecord;
import io.barnabas.protocol.metadata.ClientQuotaRecord;
import io.barnabas.protocol.metadata.DelegationTokenRecord;
import io.barnabas.protocol.metadata.UserScramCredentialRecord;
import io.barnabas.protocol.primitive.Uuid;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Looks for what this node could not serve as Kafka did. What is only about security is refused:
 * nobody is to find data open that were closed.
 */
public final class MetadataReview {
  /** Directory ids below this stand for "unknown" and the like, not for a directory (KIP-858). */
  private static final long RESERVED_DIRECTORY_IDS = 100;

  private static final String SHARE_GROUP_STATE = "__share_group_state";

  private final ClusterImage image;
  private final int nodeId;
  private final List<Finding> findings = new ArrayList<>();

  private MetadataReview(ClusterImage image, int nodeId) {
    this.image = image;
    this.nodeId = nodeId;
  }

  /**
   * Gives everything that is not simply taken over.
   *
   * @param image Kafka's
   * @param controllers those that share its metadata
   * @param directoryIds of the log directories that are there
   */
  public static List<Finding> of(
      ClusterImage image, Set<Integer> controllers, int nodeId, Set<Uuid> directoryIds) {
    MetadataReview review = new MetadataReview(image, nodeId);
    review.reviewControllers(controllers);
    review.reviewFeatures();
    review.reviewBrokers();
    review.reviewReplicas();
    review.reviewDirectories(directoryIds);
    review.reviewSecurity();
    review.reviewQuotas();
    review.reviewShareGroups();
    review.findings.addAll(ConfigReview.of(image));
    return List.copyOf(review.findings);
  }

  private void reviewControllers(Set<Integer> controllers) {
    Set<Integer> others = new TreeSet<>(controllers);
    if (others.remove(nodeId) ? !others.isEmpty() : !controllers.isEmpty()) {
      findings.add(
          Finding.refused(
              "the metadata are those of the controllers %s, and this is node %d: only a single node that is broker and controller can be taken over"
                  .formatted(new TreeSet<>(controllers), nodeId)));
    }
  }

  private void reviewFeatures() {
    List<String> dropped = new ArrayList<>();
    image
        .features()
        .forEach(
            (name, level) -> {
              KnownFeature known = KnownFeature.forName(name);
              if (known == null || level > known.highestLevel()) {
                findings.add(Finding.refused(tooNew(name, level, known)));
              } else if (known != KnownFeature.METADATA_VERSION) {
                dropped.add(name + "=" + level);
              }
            });
    if (!dropped.isEmpty()) {
      findings.add(
          Finding.leftBehind(
              "the feature levels " + String.join(", ", dropped) + ", which nothing here reads"));
    }
  }

  private static String tooNew(String name, short level, @Nullable KnownFeature known) {
    return known == null
        ? "the feature %s=%d is not known here".formatted(name, level)
        : "the feature level %s=%d is newer than %d, the newest known here"
            .formatted(name, level, known.highestLevel());
  }

  private void reviewBrokers() {
    Set<Integer> others = new TreeSet<>(image.brokers().keySet());
    others.remove(nodeId);
    if (!others.isEmpty()) {
      findings.add(Finding.leftBehind("the registrations of the brokers " + others));
    }
  }

  private void reviewReplicas() {
    List<String> elsewhere = new ArrayList<>();
    for (TopicImage topic : image.topics().all()) {
      for (int partition = 0; partition < topic.partitions().size(); partition++) {
        PartitionImage found = topic.partitions().get(partition);
        if (!found.replicas().equals(List.of(nodeId))) {
          elsewhere.add("%s-%d on %s".formatted(topic.name(), partition, found.replicas()));
        }
      }
    }
    if (!elsewhere.isEmpty()) {
      findings.add(
          Finding.refused(
              "%d partitions are not on node %d alone (%s): this is a directory of a cluster of several brokers; reassign them to node %d first"
                  .formatted(elsewhere.size(), nodeId, elsewhere.getFirst(), nodeId)));
    }
  }

  private void reviewDirectories(Set<Uuid> directoryIds) {
    Set<Uuid> missing = new TreeSet<>(Comparator.comparing(Uuid::toString));
    BrokerRegistration own = image.brokers().get(nodeId);
    if (own != null) {
      missing.addAll(own.logDirs());
    }
    for (TopicImage topic : image.topics().all()) {
      topic.partitions().stream()
          .map(PartitionImage::replicaSet)
          .map(ReplicaSet::directories)
          .forEach(missing::addAll);
    }
    missing.removeAll(directoryIds);
    missing.removeIf(MetadataReview::isReserved);
    if (!missing.isEmpty()) {
      findings.add(
          Finding.refused(
              "the log directories with the ids "
                  + missing
                  + " are not there: name all of Kafka's log.dirs"));
    }
  }

  private static boolean isReserved(Uuid id) {
    return id.mostSignificantBits() == 0
        && id.leastSignificantBits() >= 0
        && id.leastSignificantBits() < RESERVED_DIRECTORY_IDS;
  }

  private void reviewSecurity() {
    LivingRecords living = LivingRecords.of(image.others());
    int acls = living.all(AccessControlEntryRecord.class).size();
    if (acls > 0) {
      findings.add(
          Finding.refused(
              "%d ACLs: this release does not enforce ACLs, so that all would be open to everybody; remove them with kafka-acls.sh first if that is what you want"
                  .formatted(acls)));
    }
    Set<String> users =
        living.all(UserScramCredentialRecord.class).stream()
            .map(UserScramCredentialRecord::name)
            .collect(Collectors.toCollection(TreeSet::new));
    if (!users.isEmpty()) {
      findings.add(
          Finding.refused(
              "SCRAM credentials of the users %s: this release has no SASL; remove them with kafka-configs.sh first if they are not needed"
                  .formatted(users)));
    }
    int tokens = living.all(DelegationTokenRecord.class).size();
    if (tokens > 0) {
      findings.add(
          Finding.refused(
              "%d delegation tokens: this release has none; let them expire first"
                  .formatted(tokens)));
    }
  }

  private void reviewQuotas() {
    int quotas = LivingRecords.of(image.others()).all(ClientQuotaRecord.class).size();
    if (quotas > 0) {
      findings.add(Finding.kept("%d client quotas: nobody is throttled".formatted(quotas)));
    }
  }

  private void reviewShareGroups() {
    if (image.topics().find(SHARE_GROUP_STATE) != null) {
      findings.add(
          Finding.kept(
              "share groups: what they have read stays in "
                  + SHARE_GROUP_STATE
                  + ", but their members can't go on here"));
    }
  }
}
