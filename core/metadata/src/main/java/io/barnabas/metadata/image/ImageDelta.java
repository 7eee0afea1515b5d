package io.barnabas.metadata.image;

import io.barnabas.protocol.Message;
import io.barnabas.protocol.metadata.BrokerRegistrationChangeRecord;
import io.barnabas.protocol.metadata.ClearElrRecord;
import io.barnabas.protocol.metadata.ConfigRecord;
import io.barnabas.protocol.metadata.FeatureLevelRecord;
import io.barnabas.protocol.metadata.FenceBrokerRecord;
import io.barnabas.protocol.metadata.NoOpRecord;
import io.barnabas.protocol.metadata.PartitionChangeRecord;
import io.barnabas.protocol.metadata.PartitionRecord;
import io.barnabas.protocol.metadata.ProducerIdsRecord;
import io.barnabas.protocol.metadata.RegisterBrokerRecord;
import io.barnabas.protocol.metadata.RemoveTopicRecord;
import io.barnabas.protocol.metadata.TopicRecord;
import io.barnabas.protocol.metadata.UnfenceBrokerRecord;
import io.barnabas.protocol.metadata.UnregisterBrokerRecord;
import org.pcollections.PSortedMap;
import org.pcollections.PVector;

/**
 * The way from one image to the next: replays records, and knows what they changed. Used by one
 * shard until {@link #apply}; after that it is read only.
 */
public final class ImageDelta {
  private final ClusterImage before;
  private final TopicsDelta topics;
  private final BrokersDelta brokers;
  private final ConfigsDelta configs;
  private PSortedMap<String, Short> features;
  private PVector<Message> others;
  private long nextProducerId;
  private long offset;

  public ImageDelta(ClusterImage before) {
    this.before = before;
    this.topics = new TopicsDelta(before.topics());
    this.brokers = new BrokersDelta(before.brokers());
    this.configs = new ConfigsDelta(before.configs());
    this.features = before.features();
    this.others = before.others();
    this.nextProducerId = before.nextProducerId();
    this.offset = before.offset();
  }

  public TopicsDelta topics() {
    return topics;
  }

  public BrokersDelta brokers() {
    return brokers;
  }

  public ConfigsDelta configs() {
    return configs;
  }

  /**
   * Takes the next record of the log, which is not to be changed afterwards. What marks the bounds
   * of a transaction of records is for those who read the log, and does not belong here.
   *
   * @throws MetadataReplayException if it contradicts what came before
   */
  public void replay(Message record) {
    switch (record) {
      case TopicRecord topic -> topics.replay(topic);
      case PartitionRecord partition -> topics.replay(partition);
      case PartitionChangeRecord change -> topics.replay(change);
      case RemoveTopicRecord topic -> configs.removeTopic(topics.replay(topic));
      case ClearElrRecord clear -> topics.replay(clear);
      case ConfigRecord config -> configs.replay(config);
      case RegisterBrokerRecord broker -> brokers.replay(broker);
      case BrokerRegistrationChangeRecord broker -> brokers.replay(broker);
      case UnregisterBrokerRecord broker -> brokers.replay(broker);
      case FenceBrokerRecord broker -> brokers.replay(broker);
      case UnfenceBrokerRecord broker -> brokers.replay(broker);
      case ProducerIdsRecord ids -> nextProducerId = ids.nextProducerId();
      case FeatureLevelRecord feature -> replay(feature);
      case NoOpRecord ignored -> {}
      default -> others = others.plus(record);
    }
    offset++;
  }

  private void replay(FeatureLevelRecord record) {
    features =
        record.featureLevel() == 0
            ? features.minus(record.name())
            : features.plus(record.name(), record.featureLevel());
  }

  /** The image after all records replayed so far; its offset is that of the last of them. */
  public ClusterImage apply() {
    return new ClusterImage(this);
  }

  /** The same image, of records that reach up to this offset, inclusive. */
  public ClusterImage applyUpTo(long lastOffset) {
    offset = lastOffset;
    return apply();
  }

  ClusterImage before() {
    return before;
  }

  PSortedMap<String, Short> features() {
    return features;
  }

  PVector<Message> others() {
    return others;
  }

  long nextProducerId() {
    return nextProducerId;
  }

  long offset() {
    return offset;
  }
}
