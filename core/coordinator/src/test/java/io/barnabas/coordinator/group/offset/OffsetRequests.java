package io.barnabas.coordinator.group.offset;

import io.barnabas.coordinator.group.script.Event;
import io.barnabas.protocol.message.OffsetCommitRequest;
import io.barnabas.protocol.message.OffsetCommitRequest.OffsetCommitRequestPartition;
import io.barnabas.protocol.message.OffsetCommitRequest.OffsetCommitRequestTopic;
import io.barnabas.protocol.message.OffsetDeleteRequest;
import io.barnabas.protocol.message.OffsetDeleteRequest.OffsetDeleteRequestPartition;
import io.barnabas.protocol.message.OffsetDeleteRequest.OffsetDeleteRequestTopic;
import io.barnabas.protocol.message.OffsetFetchRequest.OffsetFetchRequestGroup;
import io.barnabas.protocol.message.OffsetFetchRequest.OffsetFetchRequestTopics;
import io.barnabas.protocol.message.OffsetFetchResponse;
import io.barnabas.protocol.message.OffsetFetchResponse.OffsetFetchResponseGroup;
import java.util.List;
import java.util.Map;

/** Requests as scripts spell them; each partition stands alone, as {@code topic-partition}. */
final class OffsetRequests {
  private OffsetRequests() {}

  private record Partition(String topic, int index) {
    static Partition parse(String text) {
      int dash = text.lastIndexOf('-');
      return new Partition(text.substring(0, dash), Integer.parseInt(text.substring(dash + 1)));
    }
  }

  static OffsetCommitRequest commit(Event event, Catalog catalog) {
    boolean byId = event.number("version", 9) >= 10;
    List<OffsetCommitRequestTopic> topics =
        event.settings().entrySet().stream()
            .filter(setting -> setting.getKey().matches(".*-\\d+"))
            .map(setting -> commit(setting, event, catalog, byId))
            .toList();
    return new OffsetCommitRequest()
        .groupId(event.word(0))
        .generationIdOrMemberEpoch(event.number("generation", -1))
        .memberId(event.get("member", ""))
        .retentionTimeMs(event.number("retention", -1))
        .topics(topics);
  }

  private static OffsetCommitRequestTopic commit(
      Map.Entry<String, String> setting, Event event, Catalog catalog, boolean byId) {
    Partition partition = Partition.parse(setting.getKey());
    OffsetCommitRequestTopic topic =
        byId
            ? new OffsetCommitRequestTopic().topicId(catalog.idOf(partition.topic()))
            : new OffsetCommitRequestTopic().name(partition.topic());
    return topic.partitions(
        List.of(
            new OffsetCommitRequestPartition()
                .partitionIndex(partition.index())
                .committedOffset(Long.parseLong(setting.getValue()))
                .committedLeaderEpoch(event.number("epoch", -1))
                .committedMetadata(event.get("metadata"))));
  }

  static OffsetFetchRequestGroup fetch(Event event, Catalog catalog) {
    boolean byId = event.number("version", 9) >= 10;
    OffsetFetchRequestGroup request = new OffsetFetchRequestGroup().groupId(event.word(0));
    return event.says("all")
        ? request.topics(null)
        : request.topics(
            event.words().stream()
                .skip(1)
                .map(Partition::parse)
                .map(partition -> fetch(partition, catalog, byId))
                .toList());
  }

  private static OffsetFetchRequestTopics fetch(
      Partition partition, Catalog catalog, boolean byId) {
    OffsetFetchRequestTopics topic = new OffsetFetchRequestTopics();
    return (byId ? topic.topicId(catalog.idOf(partition.topic())) : topic.name(partition.topic()))
        .partitionIndexes(List.of(partition.index()));
  }

  static OffsetFetchResponse wrapped(OffsetFetchResponseGroup group) {
    return new OffsetFetchResponse().groups(List.of(group));
  }

  static OffsetDeleteRequest delete(Event event) {
    return new OffsetDeleteRequest()
        .groupId(event.word(0))
        .topics(
            event.words().stream()
                .skip(1)
                .map(Partition::parse)
                .map(
                    partition ->
                        new OffsetDeleteRequestTopic()
                            .name(partition.topic())
                            .partitions(
                                List.of(
                                    new OffsetDeleteRequestPartition()
                                        .partitionIndex(partition.index()))))
                .toList());
  }
}
