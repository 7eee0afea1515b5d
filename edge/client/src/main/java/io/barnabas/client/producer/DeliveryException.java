package io.barnabas.client.producer;

import io.barnabas.client.ClientException;
import io.barnabas.client.TopicPartition;

/** A batch was not written, or it is not known whether it was. It has been given up. */
public final class DeliveryException extends ClientException {
  private final TopicPartition partition;
  private final int lostRecords;

  DeliveryException(ClosedBatch batch, ClientException cause) {
    super(
        "%d record(s) for %s could not be sent: %s"
            .formatted(batch.recordCount(), batch.partition(), cause.getMessage()),
        cause);
    this.partition = batch.partition();
    this.lostRecords = batch.recordCount();
  }

  public TopicPartition partition() {
    return partition;
  }

  public int lostRecords() {
    return lostRecords;
  }
}
