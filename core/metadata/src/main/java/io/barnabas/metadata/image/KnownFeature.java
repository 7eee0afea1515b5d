package io.barnabas.metadata.image;

import io.barnabas.protocol.metadata.FeatureLevelRecord;
import org.jspecify.annotations.Nullable;

/** The features of a cluster, with the highest levels whose records are understood here. */
public enum KnownFeature {
  /** The level of the metadata log; the one given here, Kafka's 4.4-IV2, is also written. */
  METADATA_VERSION("metadata.version", 33),
  GROUP_VERSION("group.version", 1),
  SHARE_VERSION("share.version", 2),
  STREAMS_VERSION("streams.version", 1),
  TRANSACTION_VERSION("transaction.version", 2),
  ELIGIBLE_LEADER_REPLICAS_VERSION("eligible.leader.replicas.version", 1);

  private final String featureName;
  private final short highestLevel;

  KnownFeature(String featureName, int highestLevel) {
    this.featureName = featureName;
    this.highestLevel = (short) highestLevel;
  }

  /** The feature of a name, null where it is of a later release. */
  public static @Nullable KnownFeature forName(String name) {
    for (KnownFeature feature : values()) {
      if (feature.featureName.equals(name)) {
        return feature;
      }
    }
    return null;
  }

  public String featureName() {
    return featureName;
  }

  public short highestLevel() {
    return highestLevel;
  }

  /** The record that gives a cluster the highest level. */
  public FeatureLevelRecord record() {
    return new FeatureLevelRecord().name(featureName).featureLevel(highestLevel);
  }
}
