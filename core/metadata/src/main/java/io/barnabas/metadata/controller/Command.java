package io.barnabas.metadata.controller;

import io.barnabas.protocol.message.AllocateProducerIdsRequest;
import io.barnabas.protocol.message.AllocateProducerIdsResponse;
import io.barnabas.protocol.message.AlterConfigsRequest;
import io.barnabas.protocol.message.AlterConfigsResponse;
import io.barnabas.protocol.message.BrokerHeartbeatRequest;
import io.barnabas.protocol.message.BrokerHeartbeatResponse;
import io.barnabas.protocol.message.BrokerRegistrationRequest;
import io.barnabas.protocol.message.BrokerRegistrationResponse;
import io.barnabas.protocol.message.CreatePartitionsRequest;
import io.barnabas.protocol.message.CreatePartitionsResponse;
import io.barnabas.protocol.message.CreateTopicsRequest;
import io.barnabas.protocol.message.CreateTopicsResponse;
import io.barnabas.protocol.message.DeleteTopicsRequest;
import io.barnabas.protocol.message.DeleteTopicsResponse;
import io.barnabas.protocol.message.IncrementalAlterConfigsRequest;
import io.barnabas.protocol.message.IncrementalAlterConfigsResponse;
import io.barnabas.protocol.message.UnregisterBrokerRequest;
import io.barnabas.protocol.message.UnregisterBrokerResponse;

/**
 * What the controller can be asked to do: a request of Kafka's protocol, not to be changed after it
 * was submitted.
 *
 * @param <R> the protocol's response
 */
public sealed interface Command<R> {
  /** Errors are given topic by topic. */
  record CreateTopics(CreateTopicsRequest request) implements Command<CreateTopicsResponse> {}

  /** Topics by name, in either of the request's lists, or by id. */
  record DeleteTopics(DeleteTopicsRequest request) implements Command<DeleteTopicsResponse> {}

  /** Errors are given topic by topic. */
  record CreatePartitions(CreatePartitionsRequest request)
      implements Command<CreatePartitionsResponse> {}

  /** Replaces all that is set for a resource. */
  record AlterConfigs(AlterConfigsRequest request) implements Command<AlterConfigsResponse> {}

  /** Changes single configs of a resource (KIP-339). */
  record IncrementalAlterConfigs(IncrementalAlterConfigsRequest request)
      implements Command<IncrementalAlterConfigsResponse> {}

  /** Makes a broker known, fenced at first. */
  record RegisterBroker(BrokerRegistrationRequest request)
      implements Command<BrokerRegistrationResponse> {}

  /** Unfences a broker, or fences it on its wish. */
  record BrokerHeartbeat(BrokerHeartbeatRequest request)
      implements Command<BrokerHeartbeatResponse> {}

  /** Forgets a broker. */
  record UnregisterBroker(UnregisterBrokerRequest request)
      implements Command<UnregisterBrokerResponse> {}

  /** Gives a broker a block of producer ids that no one else gets. */
  record AllocateProducerIds(AllocateProducerIdsRequest request)
      implements Command<AllocateProducerIdsResponse> {}
}
