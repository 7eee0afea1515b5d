package io.barnabas.broker.fetch;

import io.barnabas.protocol.message.FetchRequest;
import io.barnabas.protocol.message.FetchRequest.ForgottenTopic;
import io.barnabas.protocol.primitive.Uuid;
import io.barnabas.replication.fetch.FetchKey;
import io.barnabas.replication.fetch.FetchPartition;
import io.barnabas.replication.fetch.FetchSessionRequest;
import java.util.ArrayList;
import java.util.List;

/** The wire's fetch request as the sessions see it. */
final class SessionRequests {
  private static final short FIRST_VERSION_OF_SESSIONS = 7;
  static final short FIRST_VERSION_OF_TOPIC_IDS = 13;
  private static final int NO_SESSION = -1;

  private SessionRequests() {}

  static FetchSessionRequest of(FetchRequest request, short version) {
    boolean usesTopicIds = version >= FIRST_VERSION_OF_TOPIC_IDS;
    int epoch = version >= FIRST_VERSION_OF_SESSIONS ? request.sessionEpoch() : NO_SESSION;
    return new FetchSessionRequest(
        request.sessionId(),
        epoch,
        usesTopicIds,
        wanted(request, usesTopicIds),
        forgotten(request, usesTopicIds));
  }

  private static List<FetchPartition> wanted(FetchRequest request, boolean usesTopicIds) {
    List<FetchPartition> wanted = new ArrayList<>();
    for (FetchRequest.FetchTopic topic : request.topics()) {
      for (FetchRequest.FetchPartition partition : topic.partitions()) {
        FetchKey key = key(usesTopicIds, topic.topicId(), topic.topic(), partition.partition());
        wanted.add(
            new FetchPartition(
                key,
                partition.currentLeaderEpoch(),
                partition.fetchOffset(),
                partition.lastFetchedEpoch(),
                partition.logStartOffset(),
                partition.partitionMaxBytes()));
      }
    }
    return wanted;
  }

  private static List<FetchKey> forgotten(FetchRequest request, boolean usesTopicIds) {
    List<FetchKey> forgotten = new ArrayList<>();
    for (ForgottenTopic topic : request.forgottenTopicsData()) {
      for (int partition : topic.partitions()) {
        forgotten.add(key(usesTopicIds, topic.topicId(), topic.topic(), partition));
      }
    }
    return forgotten;
  }

  private static FetchKey key(boolean usesTopicIds, Uuid topicId, String topic, int partition) {
    return usesTopicIds
        ? new FetchKey(topicId, "", partition)
        : new FetchKey(Uuid.ZERO, topic, partition);
  }
}
