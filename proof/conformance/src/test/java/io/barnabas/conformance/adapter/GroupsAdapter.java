package io.barnabas.conformance.adapter;

import io.barnabas.conformance.client.Committed;
import io.barnabas.conformance.client.GroupView;
import io.barnabas.conformance.client.OfficialGroups;
import io.barnabas.conformance.client.Release;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.AdminClient;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.MemberToRemove;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Groups through an admin client; {@code LaterGroups} has what came after 2.8. */
final class GroupsAdapter implements OfficialGroups {
  private final Release release;
  private final AdminClient admin;

  GroupsAdapter(Release release, AdminClient admin) {
    this.release = release;
    this.admin = admin;
  }

  /** The call that every release since 2.0 has, though the newest would rather be asked anew. */
  @Override
  @SuppressWarnings("removal")
  public Set<String> ids() {
    Set<String> ids = new TreeSet<>();
    Waiting.forResult(admin.listConsumerGroups().all())
        .forEach(listing -> ids.add(listing.groupId()));
    return ids;
  }

  @Override
  public Set<String> ids(Set<String> states, Set<String> types) {
    return LaterGroups.ids(admin, states, types);
  }

  @Override
  public GroupView describe(String group) {
    ConsumerGroupDescription described =
        Waiting.forResult(admin.describeConsumerGroups(Set.of(group)).describedGroups().get(group));
    List<GroupView.Member> members =
        described.members().stream()
            .map(GroupsAdapter::member)
            .sorted(Comparator.comparing(GroupView.Member::clientId))
            .toList();
    return new GroupView(
        state(described),
        release.isAtLeast(Release.V3_9) ? LaterGroups.type(described) : "Unknown",
        described.partitionAssignor(),
        members);
  }

  /** {@code state()} until something takes it away; its names are those of its successor. */
  @SuppressWarnings("removal")
  private String state(ConsumerGroupDescription described) {
    return release.isAtLeast(Release.V4_4)
        ? LaterGroups.state(described)
        : described.state().toString();
  }

  @Override
  public void delete(String group) {
    Waiting.forResult(admin.deleteConsumerGroups(Set.of(group)).all());
  }

  @Override
  public Map<String, Committed> offsets(String group) {
    Map<String, Committed> offsets = new TreeMap<>();
    Waiting.forResult(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
        .forEach(
            (place, at) -> {
              if (at != null) {
                offsets.put(place.toString(), new Committed(at.offset(), at.metadata()));
              }
            });
    return offsets;
  }

  @Override
  public void alterOffsets(String group, String topic, Map<Integer, Long> offsets) {
    Map<TopicPartition, OffsetAndMetadata> all = new HashMap<>();
    offsets.forEach(
        (partition, offset) ->
            all.put(new TopicPartition(topic, partition), new OffsetAndMetadata(offset)));
    Waiting.forResult(admin.alterConsumerGroupOffsets(group, all).all());
  }

  @Override
  public void deleteOffsets(String group, String topic, int... partitions) {
    Set<TopicPartition> places =
        IntStream.of(partitions)
            .mapToObj(p -> new TopicPartition(topic, p))
            .collect(Collectors.toSet());
    Waiting.forResult(admin.deleteConsumerGroupOffsets(group, places).all());
  }

  @Override
  public void removeInstance(String group, String instanceId) {
    Waiting.forResult(
        admin
            .removeMembersFromConsumerGroup(
                group,
                new RemoveMembersFromConsumerGroupOptions(Set.of(new MemberToRemove(instanceId))))
            .all());
  }

  @Override
  public void close() {
    admin.close();
  }

  private static GroupView.Member member(MemberDescription member) {
    return new GroupView.Member(
        member.consumerId(),
        member.groupInstanceId().orElse(null),
        member.clientId(),
        member.host(),
        member.assignment().topicPartitions().stream()
            .map(TopicPartition::toString)
            .collect(Collectors.toCollection(TreeSet::new)));
  }
}
