package io.barnabas.cli.rehearsal;

import io.barnabas.client.metadata.TopicView;
import io.barnabas.protocol.message.FetchRequest;
import io.barnabas.protocol.message.FetchResponse;
import java.util.List;

/** Requests for one partition, outside of a session unless one is set, and their answers. */
final class Fetched {
  private static final int MAX_WAIT_MS = 500;
  private static final int NO_SESSION = -1;

  private Fetched() {}

  static FetchRequest request(TopicView topic, int partition, long offset, int maxBytes) {
    FetchRequest.FetchPartition wanted =
        new FetchRequest.FetchPartition()
            .partition(partition)
            .fetchOffset(offset)
            .partitionMaxBytes(maxBytes);
    FetchRequest.FetchTopic topicWanted =
        new FetchRequest.FetchTopic().topicId(topic.id()).partitions(List.of(wanted));
    return new FetchRequest()
        .maxWaitMs(MAX_WAIT_MS)
        .minBytes(1)
        .maxBytes(maxBytes)
        .sessionEpoch(NO_SESSION)
        .topics(List.of(topicWanted));
  }

  static int errorCode(FetchResponse response) {
    return response.errorCode() != 0 ? response.errorCode() : answer(response).errorCode();
  }

  static long highWatermark(FetchResponse response) {
    return answer(response).highWatermark();
  }

  private static FetchResponse.PartitionData answer(FetchResponse response) {
    return response.responses().getFirst().partitions().getFirst();
  }
}
