package io.barnabas.benchmarks.jmh;

import io.barnabas.benchmarks.wire.Batch;
import io.barnabas.benchmarks.wire.Official;
import io.barnabas.benchmarks.wire.ProduceFrame;
import io.barnabas.environment.Outbound;
import io.barnabas.protocol.ApiKey;
import io.barnabas.protocol.Message;
import io.barnabas.protocol.RequestFrame;
import io.barnabas.protocol.ResponseFrame;
import io.barnabas.protocol.message.FetchResponse;
import io.barnabas.protocol.primitive.Uuid;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.message.FetchResponseData;
import org.apache.kafka.common.network.Send;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.SendBuilder;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.requests.AbstractRequest;
import org.apache.kafka.common.requests.ResponseHeader;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Reading a produce request and writing a fetch response, ours and the official classes'. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class CodecBenchmark {
  private static final short FETCH_VERSION = 17;

  private final Batch batch = Batch.of(160, 100, 0);
  private final ByteBuffer produce = ProduceFrame.of(new Uuid(1, 2), List.of(0), batch).numbered(7);

  private final FetchResponse ourFetch = ourFetch(batch.bytes());
  private final FetchResponseData officialFetch = officialFetch(batch.bytes());

  /** Body and records of a request, in place. */
  @Benchmark
  public Message decodeProduceRequest() {
    return RequestFrame.read(produce.duplicate().position(Integer.BYTES)).readBody();
  }

  /** The same by kafka-clients. */
  @Benchmark
  public AbstractRequest decodeProduceRequestOfficial() {
    return Official.request(produce);
  }

  /** The pieces to send, the records not copied. */
  @Benchmark
  public Outbound encodeFetchResponse() {
    return ResponseFrame.encode(7, ApiKey.FETCH, FETCH_VERSION, ourFetch);
  }

  /** The same by kafka-clients. */
  @Benchmark
  public Send encodeFetchResponseOfficial() {
    ResponseHeader header =
        new ResponseHeader(7, ApiKeys.FETCH.responseHeaderVersion(FETCH_VERSION));
    return SendBuilder.buildResponseSend(header, officialFetch, FETCH_VERSION);
  }

  private static FetchResponse ourFetch(byte[] records) {
    FetchResponse.PartitionData partition =
        new FetchResponse.PartitionData().records(Outbound.of(ByteBuffer.wrap(records)));
    FetchResponse.FetchableTopicResponse topic =
        new FetchResponse.FetchableTopicResponse()
            .topicId(new Uuid(1, 2))
            .partitions(List.of(partition));
    return new FetchResponse().responses(List.of(topic));
  }

  private static FetchResponseData officialFetch(byte[] records) {
    FetchResponseData.PartitionData partition =
        new FetchResponseData.PartitionData()
            .setRecords(MemoryRecords.readableRecords(ByteBuffer.wrap(records)));
    FetchResponseData.FetchableTopicResponse topic =
        new FetchResponseData.FetchableTopicResponse()
            .setTopicId(new org.apache.kafka.common.Uuid(1, 2))
            .setPartitions(List.of(partition));
    return new FetchResponseData().setResponses(List.of(topic));
  }
}
