package io.barnabas.client.producer;

import io.barnabas.client.ClientException;
import io.barnabas.client.Cluster;
import io.barnabas.client.TopicPartition;
import io.barnabas.client.metadata.PartitionLeaders;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Sends records in batches. Records wait until a batch is full or {@link #flush} is called; then
 * the caller waits until the brokers have answered. For one thread.
 */
public final class Producer {
  /** All batches together are sent when they come to this. */
  private static final int MAX_OPEN_BYTES = 1 << 20;

  private final Cluster cluster;
  private final ProducerConfig config;
  private final PartitionLeaders leaders;
  private final Delivery delivery;
  private final Partitioner partitioner = new Partitioner(RandomGenerator.getDefault());
  private final Map<TopicPartition, OpenBatch> open = new LinkedHashMap<>();
  private @Nullable ProducerIdentity identity;

  public Producer(Cluster cluster, ProducerConfig config) {
    this.cluster = cluster;
    this.config = config;
    this.leaders = new PartitionLeaders(cluster, true);
    this.delivery = new Delivery(cluster, leaders, config);
  }

  /**
   * Takes a record; sends what is waiting if there is no room for it.
   *
   * @throws DeliveryException if an earlier batch could not be sent; this record is taken all the
   *     same
   * @throws ClientException if the topic or partition is not there, or no broker can be reached
   */
  public void send(OutgoingRecord record) {
    TopicPartition partition = partitionOf(record);
    OpenBatch batch = open.get(partition);
    if (batch == null || (batch.hasRoomFor(record) && openBytes() < MAX_OPEN_BYTES)) {
      add(record, partition);
      return;
    }
    try {
      flush();
    } finally {
      add(record, partitionOf(record));
    }
  }

  private TopicPartition partitionOf(OutgoingRecord record) {
    Integer chosen = record.partition();
    int partition =
        chosen == null
            ? partitioner.partition(leaders.topic(record.topic()), record.key())
            : chosen;
    return new TopicPartition(record.topic(), partition);
  }

  private void add(OutgoingRecord record, TopicPartition partition) {
    open.computeIfAbsent(partition, _ -> new OpenBatch(partition, config)).add(record);
  }

  private int openBytes() {
    return open.values().stream().mapToInt(OpenBatch::sizeBytes).sum();
  }

  /**
   * Sends all that waits.
   *
   * @throws DeliveryException if a batch could not be sent; the others have been
   */
  public void flush() {
    if (open.isEmpty()) {
      return;
    }
    ProducerIdentity current = identity();
    List<ClosedBatch> batches = open.values().stream().map(batch -> batch.close(current)).toList();
    open.keySet().forEach(partition -> partitioner.moveOn(partition.topic()));
    open.clear();
    deliver(batches);
  }

  private void deliver(List<ClosedBatch> batches) {
    try {
      delivery.deliver(batches);
    } catch (DeliveryException e) {
      identity = null; // a lost batch leaves a gap in the sequence, which brokers refuse
      throw e;
    }
  }

  private ProducerIdentity identity() {
    ProducerIdentity current = identity;
    if (current == null) {
      current = config.idempotent() ? ProducerIdentity.obtain(cluster) : ProducerIdentity.none();
      identity = current;
    }
    return current;
  }
}
