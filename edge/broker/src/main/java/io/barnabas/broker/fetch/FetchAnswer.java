package io.barnabas.broker.fetch;

import io.barnabas.broker.partition.Failure;
import io.barnabas.environment.FileSlice;
import io.barnabas.environment.Outbound;
import io.barnabas.log.LeaderEpochs.EpochEnd;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.FetchResponse;
import io.barnabas.protocol.message.FetchResponse.EpochEndOffset;
import io.barnabas.protocol.message.FetchResponse.FetchableTopicResponse;
import io.barnabas.protocol.message.FetchResponse.PartitionData;
import io.barnabas.record.InvalidBatchException;
import io.barnabas.replication.LeaderRead;
import io.barnabas.replication.fetch.FetchContext;
import io.barnabas.replication.fetch.FetchKey;
import io.barnabas.replication.fetch.PartitionNews;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes the answer of what the leaders gave: cuts the data to the size that was asked for, and in
 * an incremental session leaves out what the client knows already.
 */
final class FetchAnswer {
  private static final byte READ_COMMITTED = 1;
  private static final long UNKNOWN_OFFSET = -1;

  private final FetchContext context;
  private final FetchFormat format;
  private final boolean readCommitted;

  FetchAnswer(FetchContext context, FetchFormat format, byte isolationLevel) {
    this.context = context;
    this.format = format;
    this.readCommitted = isolationLevel == READ_COMMITTED;
  }

  FetchResponse of(List<FetchTarget> targets, int maxBytes) {
    List<FetchableTopicResponse> topics = new ArrayList<>();
    long remainingBytes = maxBytes;
    boolean isFirst = true;
    for (FetchTarget target : targets) {
      long allowedBytes = isFirst ? Long.MAX_VALUE : remainingBytes;
      Outbound records = take(target, allowedBytes);
      long sizeBytes = records.sizeBytes();
      remainingBytes = Math.max(0, remainingBytes - sizeBytes);
      isFirst &= sizeBytes == 0;
      FetchKey key = target.wanted().key();
      if (context.tells(key, news(target, sizeBytes > 0))) {
        partitionsOf(topics, key).add(answer(target, records));
      }
    }
    return new FetchResponse().sessionId(context.sessionId()).responses(topics);
  }

  /**
   * The data to send; the answer owns its file from here on. A client that got less than one whole
   * batch could not go on, so it gets nothing (KIP-74).
   */
  private Outbound take(FetchTarget target, long allowedBytes) {
    LeaderRead read = target.read();
    if (read == null || read.data().isEmpty() || allowedBytes < read.data().firstBatchBytes()) {
      target.releaseData();
      return FetchFormat.nothing();
    }
    Outbound.Piece data = read.data().data();
    Outbound.Piece cut = allowedBytes < data.sizeBytes() ? cut(data, (int) allowedBytes) : data;
    try {
      return format.encode(cut, target.wanted().fetchOffset());
    } catch (InvalidBatchException e) {
      target.fail(Failure.of(e));
      return FetchFormat.nothing();
    }
  }

  private static Outbound.Piece cut(Outbound.Piece piece, int sizeBytes) {
    return switch (piece) {
      case Outbound.Bytes(var buffer) ->
          new Outbound.Bytes(buffer.slice(buffer.position(), sizeBytes));
      case Outbound.FileBytes(FileSlice slice) ->
          new Outbound.FileBytes(new FileSlice(slice.file(), slice.position(), sizeBytes));
    };
  }

  private static PartitionNews news(FetchTarget target, boolean hasRecords) {
    LeaderRead read = target.read();
    return read == null
        ? new PartitionNews(true, false, false, UNKNOWN_OFFSET, UNKNOWN_OFFSET)
        : new PartitionNews(
            false,
            hasRecords,
            read.diverging() != null,
            read.highWatermark(),
            read.logStartOffset());
  }

  private List<PartitionData> partitionsOf(List<FetchableTopicResponse> topics, FetchKey key) {
    if (!topics.isEmpty()) {
      FetchableTopicResponse last = topics.getLast();
      if (last.topic().equals(key.topic()) && last.topicId().equals(key.topicId())) {
        return last.partitions();
      }
    }
    FetchableTopicResponse topic =
        new FetchableTopicResponse()
            .topic(key.topic())
            .topicId(key.topicId())
            .partitions(new ArrayList<>());
    topics.add(topic);
    return topic.partitions();
  }

  private PartitionData answer(FetchTarget target, Outbound records) {
    PartitionData answer =
        new PartitionData().partitionIndex(target.wanted().key().partition()).records(records);
    LeaderRead read = target.read();
    if (read == null) {
      return answer
          .errorCode(errorOf(target.failure()).code())
          .highWatermark(UNKNOWN_OFFSET)
          .abortedTransactions(null);
    }
    answer
        .highWatermark(read.highWatermark())
        .lastStableOffset(read.lastStableOffset())
        .logStartOffset(read.logStartOffset())
        .abortedTransactions(readCommitted ? List.of() : null);
    EpochEnd diverging = read.diverging();
    if (diverging != null) {
      answer.divergingEpoch(
          new EpochEndOffset().epoch(diverging.epoch()).endOffset(diverging.endOffset()));
    }
    return answer;
  }

  private static ErrorCode errorOf(@Nullable Failure failure) {
    return failure == null ? ErrorCode.UNKNOWN_SERVER_ERROR : failure.error();
  }
}
