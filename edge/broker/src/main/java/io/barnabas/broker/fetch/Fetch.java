package io.barnabas.broker.fetch;

import io.barnabas.broker.partition.Partitions;
import io.barnabas.broker.request.Call;
import io.barnabas.log.TopicPartition;
import io.barnabas.metadata.image.ClusterImage;
import io.barnabas.metadata.image.TopicImage;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.FetchRequest;
import io.barnabas.protocol.message.FetchResponse;
import io.barnabas.protocol.primitive.Uuid;
import io.barnabas.replication.Reading;
import io.barnabas.replication.fetch.FetchContext;
import io.barnabas.replication.fetch.FetchKey;
import io.barnabas.replication.fetch.FetchPartition;
import io.barnabas.replication.fetch.FetchSessions;
import java.util.List;

/** One fetch request, from its session to its answer. To be used on the connection's shard. */
public final class Fetch {
  private final Call<FetchRequest> call;
  private final FetchSessions sessions;
  private final ClusterImage image;
  private final Partitions partitions;
  private final int maxBytes;

  /**
   * @param maxBytes the most that the broker answers, whatever the client asks for
   */
  public Fetch(
      Call<FetchRequest> call,
      FetchSessions sessions,
      ClusterImage image,
      Partitions partitions,
      int maxBytes) {
    this.call = call;
    this.sessions = sessions;
    this.image = image;
    this.partitions = partitions;
    this.maxBytes = maxBytes;
  }

  /** Answers the call, now or when there is enough. */
  public void start() {
    FetchContext context = sessions.begin(SessionRequests.of(call.request(), call.version()));
    if (context.error() != ErrorCode.NONE) {
      call.answer(new FetchResponse().errorCode(context.error().code()));
      return;
    }
    FetchFormat format = new FetchFormat(call.version());
    FetchLimits limits = limits(call.request(), format.reading());
    List<FetchTarget> targets =
        context.partitions().stream().map(p -> target(p.upTo(limits.maxBytes()))).toList();
    FetchAnswer answer = new FetchAnswer(context, format, call.request().isolationLevel());
    FetchExecution execution =
        new FetchExecution(
            partitions,
            call.shard(),
            limits,
            targets,
            call.receivedNs(),
            () -> call.answer(answer.of(targets, limits.maxBytes())));
    call.onConnectionClosed(execution::stop);
    execution.start();
  }

  /** More than all that may be answered is not worth waiting for. */
  private FetchLimits limits(FetchRequest request, Reading reading) {
    int allBytes = Math.min(request.maxBytes(), maxBytes);
    return new FetchLimits(
        request.maxWaitMs(), Math.min(request.minBytes(), allBytes), allBytes, reading);
  }

  private FetchTarget target(FetchPartition wanted) {
    FetchKey key = wanted.key();
    boolean byId = !key.topicId().equals(Uuid.ZERO);
    TopicImage topic = byId ? image.topics().find(key.topicId()) : image.topics().find(key.topic());
    if (topic == null) {
      return FetchTarget.unknown(
          wanted, byId ? ErrorCode.UNKNOWN_TOPIC_ID : ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
    }
    if (topic.partition(key.partition()) == null) {
      return FetchTarget.unknown(wanted, ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
    }
    return FetchTarget.of(wanted, new TopicPartition(topic.name(), key.partition()));
  }
}
