package io.barnabas.client.producer;

import io.barnabas.client.Attempts;
import io.barnabas.client.Cluster;
import io.barnabas.client.ServerErrorException;
import io.barnabas.client.TopicPartition;
import io.barnabas.protocol.message.InitProducerIdRequest;
import io.barnabas.protocol.message.InitProducerIdResponse;
import io.barnabas.record.RecordBatch;
import java.util.HashMap;
import java.util.Map;

/**
 * What makes repeated attempts harmless (KIP-98): an id from the cluster, and a sequence number for
 * every record of a partition.
 */
final class ProducerIdentity {
  private final long id;
  private final short epoch;
  private final Map<TopicPartition, Integer> nextSequences = new HashMap<>();

  private ProducerIdentity(long id, short epoch) {
    this.id = id;
    this.epoch = epoch;
  }

  static ProducerIdentity none() {
    return new ProducerIdentity(RecordBatch.NO_PRODUCER_ID, RecordBatch.NO_PRODUCER_EPOCH);
  }

  static ProducerIdentity obtain(Cluster cluster) {
    return Attempts.of(cluster.config())
        .repeat(
            () -> {
              InitProducerIdResponse response =
                  cluster.askAny(
                      new InitProducerIdRequest().transactionalId(null),
                      InitProducerIdResponse.class);
              ServerErrorException.check(response.errorCode(), null);
              return new ProducerIdentity(response.producerId(), response.producerEpoch());
            });
  }

  long id() {
    return id;
  }

  short epoch() {
    return epoch;
  }

  /** Takes the sequence numbers of so many records; after 2^31 - 1 comes 0. */
  int takeSequences(TopicPartition partition, int records) {
    if (id == RecordBatch.NO_PRODUCER_ID) {
      return RecordBatch.NO_SEQUENCE;
    }
    int first = nextSequences.getOrDefault(partition, 0);
    nextSequences.put(partition, (first + records) & Integer.MAX_VALUE);
    return first;
  }
}
