package io.barnabas.metadata.controller;

import io.barnabas.metadata.image.ClusterImage;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.AllocateProducerIdsRequest;
import io.barnabas.protocol.message.AllocateProducerIdsResponse;
import io.barnabas.protocol.metadata.ProducerIdsRecord;
import java.util.List;

/** Decides AllocateProducerIds (KIP-730). */
final class ProducerIdAllocation {
  /** Ids in one block, as many as Kafka gives. */
  static final int BLOCK_SIZE = 1000;

  private ProducerIdAllocation() {}

  static ControllerResult<AllocateProducerIdsResponse> decide(
      ClusterImage image, AllocateProducerIdsRequest request) {
    ErrorCode error =
        BrokerRegistry.check(image.brokers().get(request.brokerId()), request.brokerEpoch());
    long first = image.nextProducerId();
    if (error == ErrorCode.NONE && first > Long.MAX_VALUE - BLOCK_SIZE) {
      error = ErrorCode.UNKNOWN_SERVER_ERROR;
    }
    if (error != ErrorCode.NONE) {
      return new ControllerResult<>(
          List.of(), new AllocateProducerIdsResponse().errorCode(error.code()));
    }
    ProducerIdsRecord record =
        new ProducerIdsRecord()
            .brokerId(request.brokerId())
            .brokerEpoch(request.brokerEpoch())
            .nextProducerId(first + BLOCK_SIZE);
    return new ControllerResult<>(
        List.of(record),
        new AllocateProducerIdsResponse().producerIdStart(first).producerIdLen(BLOCK_SIZE));
  }
}
