package io.barnabas.conformance.wire;

import io.barnabas.environment.Outbound;
import io.barnabas.protocol.ApiKey;
import io.barnabas.protocol.message.ApiVersionsRequest;
import io.barnabas.protocol.message.FetchRequest;
import io.barnabas.protocol.message.FetchRequest.FetchPartition;
import io.barnabas.protocol.message.FetchRequest.FetchTopic;
import io.barnabas.protocol.message.FetchResponse;
import io.barnabas.protocol.message.FetchResponse.PartitionData;
import io.barnabas.protocol.message.ProduceRequest;
import io.barnabas.protocol.message.ProduceRequest.PartitionProduceData;
import io.barnabas.protocol.message.ProduceRequest.TopicProduceData;
import io.barnabas.protocol.message.ProduceResponse;
import io.barnabas.protocol.message.ProduceResponse.PartitionProduceResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Requests about partition 0 of one topic, by name. */
public final class Requests {
  private static final int TIMEOUT_MS = 20_000;
  private static final int MEGABYTE = 1 << 20;

  private Requests() {}

  /** What every client asks first. */
  public static ApiVersionsRequest apiVersions() {
    return new ApiVersionsRequest().clientSoftwareName("wire").clientSoftwareVersion("1");
  }

  /** Produce with acks=all. */
  public static ProduceRequest produce(String topic, @Nullable ByteBuffer records) {
    PartitionProduceData partition =
        new PartitionProduceData()
            .index(0)
            .records(records == null ? null : Outbound.of(records.duplicate()));
    return new ProduceRequest()
        .acks((short) -1)
        .timeoutMs(TIMEOUT_MS)
        .topicData(List.of(new TopicProduceData().name(topic).partitionData(List.of(partition))));
  }

  /** Fetch without a session, answered at once if there is a byte. */
  public static FetchRequest fetch(String topic, FetchPartition partition) {
    return new FetchRequest()
        .maxWaitMs(500)
        .minBytes(1)
        .maxBytes(MEGABYTE)
        .sessionEpoch(-1)
        .topics(
            List.of(
                new FetchTopic()
                    .topic(topic)
                    .partitions(List.of(partition.partitionMaxBytes(MEGABYTE)))));
  }

  /** Produces, and gives the partition's answer. */
  public static PartitionProduceResponse produced(
      Wire wire, int version, String topic, @Nullable ByteBuffer records) throws IOException {
    ProduceResponse answer =
        (ProduceResponse) wire.call(ApiKey.PRODUCE, version, produce(topic, records));
    return answer.responses().getFirst().partitionResponses().getFirst();
  }

  /** Fetches, and gives the partition's answer. */
  public static PartitionData fetched(Wire wire, int version, String topic, long offset)
      throws IOException {
    return fetched(wire, version, topic, new FetchPartition().fetchOffset(offset));
  }

  /** Fetches as told, and gives the partition's answer. */
  public static PartitionData fetched(
      Wire wire, int version, String topic, FetchPartition partition) throws IOException {
    FetchResponse answer =
        (FetchResponse) wire.call(ApiKey.FETCH, version, fetch(topic, partition));
    return answer.responses().getFirst().partitions().getFirst();
  }

  /** The record bytes of an answer. */
  public static ByteBuffer records(PartitionData partition) {
    Outbound records = partition.records();
    return records == null ? ByteBuffer.allocate(0) : records.bytes();
  }
}
