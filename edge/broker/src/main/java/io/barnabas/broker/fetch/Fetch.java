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
    List<FetchTarget> targets = context.partitions().stream().map(this::target).toList();
    FetchFormat format = new FetchFormat(call.version());
    FetchLimits limits = limits(call.request(), format.reading());
    FetchAnswer answer = new FetchAnswer(context, format, call.request().isolationLevel());
    new FetchExecution(
            partitions,
            call.shard(),
            limits,
            targets,
            call.receivedNs(),
            () -> call.answer(answer.of(targets, limits.maxBytes())))
        .start();
  }

  private FetchLimits limits(FetchRequest request, Reading reading) {
    return new FetchLimits(
        request.maxWaitMs(), request.minBytes(), Math.min(request.maxBytes(), maxBytes), reading);
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
