package io.barnabas.simulator.broker;

import io.barnabas.environment.Outbound;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.ProduceRequest;
import io.barnabas.protocol.message.ProduceRequest.PartitionProduceData;
import io.barnabas.protocol.message.ProduceRequest.TopicProduceData;
import io.barnabas.protocol.message.ProduceResponse;
import io.barnabas.protocol.message.ProduceResponse.PartitionProduceResponse;
import io.barnabas.simulator.Violation;
import io.barnabas.simulator.WireClient;
import io.barnabas.simulator.batch.BatchFormat;
import io.barnabas.simulator.batch.Sender;
import io.barnabas.simulator.batch.Value;
import java.util.List;
import java.util.function.Consumer;

/** One batch on its way to a partition, once or again and again. */
final class Delivery {
  static final int FIRST_VERSION = 3;
  static final int LAST_VERSION = 13;

  private static final int FIRST_VERSION_OF_TOPIC_IDS = 13;
  private static final int TIMEOUT_MS = 30_000;

  private final Target target;
  private final Sender sender;
  private final long timestampMs;
  private final List<Value> values;
  private final short acks;
  private final int version;
  private boolean underWay;
  private boolean failed;

  Delivery(
      Target target, Sender sender, long timestampMs, List<Value> values, short acks, int version) {
    this.target = target;
    this.sender = sender;
    this.timestampMs = timestampMs;
    this.values = List.copyOf(values);
    this.acks = acks;
    this.version = version;
  }

  /** What came of sending it. */
  enum Answer {
    ACKNOWLEDGED,
    /** It was not taken, or it is not known whether. */
    FAILED,
    /** The broker does not know the batches of this producer that should come before. */
    PLACE_LOST
  }

  /** The identity for the next batch of the same producer. */
  Sender following() {
    return sender.producerId() < 0
        ? sender
        : new Sender(sender.producerId(), sender.epoch(), sender.baseSequence() + values.size());
  }

  boolean isUnderWay() {
    return underWay;
  }

  /** Whether it was sent in vain the last time. */
  boolean failed() {
    return failed;
  }

  void send(WireClient client, Consumer<Answer> onAnswer) {
    if (acks == 0) {
      client.tell(version, request());
      return;
    }
    underWay = true;
    failed = false;
    client.ask(
        version,
        request(),
        ProduceResponse.class,
        answer -> end(onAnswer, read(answer)),
        () -> end(onAnswer, Answer.FAILED));
  }

  private void end(Consumer<Answer> onAnswer, Answer answer) {
    underWay = false;
    failed = answer != Answer.ACKNOWLEDGED;
    onAnswer.accept(answer);
  }

  private ProduceRequest request() {
    PartitionProduceData data =
        new PartitionProduceData()
            .index(target.partition())
            .records(Outbound.of(BatchFormat.encode(sender, timestampMs, values)));
    TopicProduceData topic = new TopicProduceData().partitionData(List.of(data));
    if (version >= FIRST_VERSION_OF_TOPIC_IDS) {
      topic.topicId(target.topic().id());
    } else {
      topic.name(target.topic().name());
    }
    return new ProduceRequest().acks(acks).timeoutMs(TIMEOUT_MS).topicData(List.of(topic));
  }

  private Answer read(ProduceResponse answer) {
    PartitionProduceResponse result = answer.responses().getFirst().partitionResponses().getFirst();
    ErrorCode error = WireClient.errorOf(result.errorCode());
    return switch (error) {
      case NONE -> {
        target.history().acknowledged(values, result.baseOffset());
        yield Answer.ACKNOWLEDGED;
      }
      case OUT_OF_ORDER_SEQUENCE_NUMBER, UNKNOWN_PRODUCER_ID, INVALID_PRODUCER_EPOCH ->
          Answer.PLACE_LOST;
      case UNKNOWN_TOPIC_OR_PARTITION,
          UNKNOWN_TOPIC_ID,
          NOT_LEADER_OR_FOLLOWER,
          KAFKA_STORAGE_ERROR ->
          Answer.FAILED;
      default -> throw new Violation("%s to %s got %s".formatted(values, target, result));
    };
  }
}
