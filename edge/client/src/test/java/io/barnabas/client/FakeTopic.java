package io.barnabas.client;

import io.barnabas.environment.Outbound;
import io.barnabas.protocol.ApiKey;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.Message;
import io.barnabas.protocol.message.FetchRequest;
import io.barnabas.protocol.message.FetchResponse;
import io.barnabas.protocol.message.InitProducerIdResponse;
import io.barnabas.protocol.message.ListOffsetsRequest;
import io.barnabas.protocol.message.ListOffsetsResponse;
import io.barnabas.protocol.message.MetadataResponse;
import io.barnabas.protocol.message.ProduceRequest;
import io.barnabas.protocol.message.ProduceResponse;
import io.barnabas.record.RecordBatch;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** A topic that a {@link FakeBroker} leads; keeps what is produced, and fails as it is told. */
public final class FakeTopic {
  public static final int BROKER_ID = 7;

  private final FakeBroker broker;
  private final String name;
  private final List<List<ByteBuffer>> partitions;
  private final Queue<ErrorCode> produceErrors = new ArrayDeque<>();
  private final Queue<ErrorCode> fetchErrors = new ArrayDeque<>();
  private final AtomicLong nextProducerId = new AtomicLong(100);
  private List<FetchResponse.AbortedTransaction> aborted = List.of();

  public FakeTopic(FakeBroker broker, String name, int partitionCount) {
    this.broker = broker;
    this.name = name;
    this.partitions =
        IntStream.range(0, partitionCount)
            .mapToObj(_ -> (List<ByteBuffer>) new ArrayList<ByteBuffer>())
            .toList();
    broker
        .on(ApiKey.METADATA, _ -> metadata())
        .on(ApiKey.PRODUCE, request -> produce((ProduceRequest) request))
        .on(ApiKey.FETCH, request -> fetch((FetchRequest) request))
        .on(ApiKey.LIST_OFFSETS, request -> listOffsets((ListOffsetsRequest) request))
        .on(
            ApiKey.INIT_PRODUCER_ID,
            _ -> new InitProducerIdResponse().producerId(nextProducerId.getAndIncrement()));
  }

  /** The next batches are answered with these, in turn; one with an error is not kept. */
  public FakeTopic failProduce(ErrorCode... errors) {
    produceErrors.addAll(List.of(errors));
    return this;
  }

  public FakeTopic failFetch(ErrorCode... errors) {
    fetchErrors.addAll(List.of(errors));
    return this;
  }

  public FakeTopic withAborted(FetchResponse.AbortedTransaction transaction) {
    aborted = List.of(transaction);
    return this;
  }

  public void append(int partition, ByteBuffer batch) {
    partitions.get(partition).add(batch);
  }

  public List<RecordBatch> batches(int partition) {
    return partitions.get(partition).stream().map(bytes -> RecordBatch.at(bytes, 0)).toList();
  }

  /** A description in which this broker leads every partition. */
  public MetadataResponse metadata() {
    return new MetadataResponse()
        .controllerId(BROKER_ID)
        .brokers(
            List.of(
                new MetadataResponse.MetadataResponseBroker()
                    .nodeId(BROKER_ID)
                    .host("127.0.0.1")
                    .port(broker.port())))
        .topics(
            List.of(
                new MetadataResponse.MetadataResponseTopic()
                    .name(name)
                    .partitions(
                        IntStream.range(0, partitions.size())
                            .mapToObj(FakeTopic::partition)
                            .toList())));
  }

  private static MetadataResponse.MetadataResponsePartition partition(int index) {
    return new MetadataResponse.MetadataResponsePartition()
        .partitionIndex(index)
        .leaderId(BROKER_ID)
        .replicaNodes(List.of(BROKER_ID))
        .isrNodes(List.of(BROKER_ID));
  }

  private Message produce(ProduceRequest request) {
    List<ProduceResponse.PartitionProduceResponse> answers = new ArrayList<>();
    for (ProduceRequest.PartitionProduceData data :
        request.topicData().getFirst().partitionData()) {
      ErrorCode error = produceErrors.isEmpty() ? ErrorCode.NONE : produceErrors.remove();
      if (error == ErrorCode.NONE) {
        append(data.index(), data.records().bytes());
      }
      answers.add(
          new ProduceResponse.PartitionProduceResponse()
              .index(data.index())
              .errorCode(error.code()));
    }
    return new ProduceResponse()
        .responses(
            List.of(
                new ProduceResponse.TopicProduceResponse().name(name).partitionResponses(answers)));
  }

  private Message fetch(FetchRequest request) {
    List<FetchResponse.PartitionData> answers = new ArrayList<>();
    for (FetchRequest.FetchPartition asked : request.topics().getFirst().partitions()) {
      ErrorCode error = fetchErrors.isEmpty() ? ErrorCode.NONE : fetchErrors.remove();
      ByteBuffer bytes = ByteBuffer.allocate(1 << 16);
      for (RecordBatch batch : batches(asked.partition())) {
        if (batch.nextOffset() > asked.fetchOffset()) {
          bytes.put(batch.bytes());
        }
      }
      answers.add(
          new FetchResponse.PartitionData()
              .partitionIndex(asked.partition())
              .errorCode(error.code())
              .abortedTransactions(aborted)
              .records(error == ErrorCode.NONE ? Outbound.of(bytes.flip()) : null));
    }
    return new FetchResponse()
        .responses(
            List.of(new FetchResponse.FetchableTopicResponse().topic(name).partitions(answers)));
  }

  /** Earliest is 0, latest the end; a time is answered as if all records were older. */
  private Message listOffsets(ListOffsetsRequest request) {
    return new ListOffsetsResponse()
        .topics(
            List.of(
                new ListOffsetsResponse.ListOffsetsTopicResponse()
                    .name(name)
                    .partitions(
                        request.topics().getFirst().partitions().stream()
                            .map(this::offset)
                            .toList())));
  }

  private ListOffsetsResponse.ListOffsetsPartitionResponse offset(
      ListOffsetsRequest.ListOffsetsPartition asked) {
    List<RecordBatch> batches = batches(asked.partitionIndex());
    long latest = batches.isEmpty() ? 0 : batches.getLast().nextOffset();
    long offset = asked.timestamp() == -2 ? 0 : asked.timestamp() == -1 ? latest : -1;
    return new ListOffsetsResponse.ListOffsetsPartitionResponse()
        .partitionIndex(asked.partitionIndex())
        .offset(offset);
  }
}
