package io.barnabas.coordinator.group.consumer;

import io.barnabas.coordinator.group.TopicCatalog;
import io.barnabas.coordinator.group.assignor.Assignment;
import io.barnabas.coordinator.runtime.CoordinatorRecord;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one decision changes in a group: gathers the records, and shows the group as it will be when
 * they are replayed. The group itself stays as it is.
 */
public final class GroupChange {
  private final ConsumerGroup group;
  private final ConsumerRecords write;
  private final List<CoordinatorRecord> records = new ArrayList<>();
  private final Map<String, ConsumerMember> put = new LinkedHashMap<>();
  private final Map<String, ConsumerMember> removed = new LinkedHashMap<>();
  private final Map<String, Assignment> targets = new HashMap<>();
  private final Map<String, ResolvedPattern> patterns;
  private int epoch;
  private int targetEpoch;

  public GroupChange(ConsumerGroup group) {
    this.group = group;
    write = group.records();
    patterns = new HashMap<>(group.resolvedPatterns());
    epoch = group.epoch().epoch();
    targetEpoch = group.targetEpoch().epoch();
  }

  public ConsumerGroup group() {
    return group;
  }

  /** In the order in which they are to be replayed. */
  public List<CoordinatorRecord> records() {
    return records;
  }

  /** A record that is none of the group's own. */
  public void add(List<CoordinatorRecord> others) {
    records.addAll(others);
  }

  public int epoch() {
    return epoch;
  }

  public int targetEpoch() {
    return targetEpoch;
  }

  /** A member that is new, or has other metadata. */
  public void putMetadata(ConsumerMember member) {
    records.add(write.member(member));
    put.put(member.memberId(), member);
  }

  public void putCurrent(ConsumerMember member) {
    records.add(write.current(member));
    put.put(member.memberId(), member);
  }

  public void remove(ConsumerMember member) {
    records.add(write.noCurrent(member.memberId()));
    records.add(write.noTarget(member.memberId()));
    records.add(write.noMember(member.memberId()));
    put.remove(member.memberId());
    removed.put(member.memberId(), member);
    targets.put(member.memberId(), Assignment.EMPTY);
  }

  /** A static member comes back under another id, and finds what it had. */
  public void replace(ConsumerMember before, ConsumerMember after) {
    Assignment target = target(before.memberId());
    remove(before);
    putMetadata(after);
    putTarget(after.memberId(), target);
    putCurrent(after);
  }

  void putTarget(String memberId, Assignment target) {
    records.add(write.target(memberId, target));
    targets.put(memberId, target);
  }

  void putTargetEpoch(TargetEpoch target) {
    records.add(write.targetEpoch(target));
    targetEpoch = target.epoch();
  }

  void putPattern(String regex, ResolvedPattern resolved) {
    records.add(write.pattern(regex, resolved));
    patterns.put(regex, resolved);
  }

  void removePattern(String regex) {
    records.add(write.noPattern(regex));
    patterns.remove(regex);
  }

  /**
   * The group gets its next epoch if it must, or if its topics are not those that its present one
   * is for.
   */
  public void advance(boolean must, TopicCatalog catalog) {
    long hash = MetadataHash.of(topics(), catalog);
    if (must || hash != group.epoch().metadataHash()) {
      epoch++;
      records.add(write.groupEpoch(epoch, hash));
    }
    if (group.hasPartitionMetadata()) {
      records.add(write.noPartitionMetadata());
    }
    group.checkedWith(catalog);
  }

  /** All topics that members want, whether they exist or not. */
  SortedSet<String> topics() {
    return group.subscriptions().topicsAfter(metadataBefore(), metadataAfter(), patterns);
  }

  SortedSet<String> subscribedPatterns() {
    return group.subscriptions().patternsAfter(metadataBefore(), metadataAfter());
  }

  Map<String, ResolvedPattern> resolvedPatterns() {
    return patterns;
  }

  @Nullable String preferredAssignor() {
    return group.subscriptions().preferredAssignorAfter(metadataBefore(), metadataAfter());
  }

  private List<MemberMetadata> metadataBefore() {
    Set<String> changed = new LinkedHashSet<>(put.keySet());
    changed.addAll(removed.keySet());
    List<MemberMetadata> before = new ArrayList<>();
    changed.forEach(id -> addMetadata(before, group.member(id)));
    return before;
  }

  private List<MemberMetadata> metadataAfter() {
    List<MemberMetadata> after = new ArrayList<>();
    put.values().forEach(member -> addMetadata(after, member));
    return after;
  }

  private static void addMetadata(List<MemberMetadata> list, @Nullable ConsumerMember member) {
    if (member != null) {
      list.add(member.metadata());
    }
  }

  public int memberCount() {
    int count = group.members().size();
    for (String id : removed.keySet()) {
      count -= group.member(id) == null ? 0 : 1;
    }
    for (String id : put.keySet()) {
      count += group.member(id) == null || removed.containsKey(id) ? 1 : 0;
    }
    return count;
  }

  /** All members, by their id. */
  public SortedMap<String, ConsumerMember> members() {
    NavigableMap<String, ConsumerMember> members = new TreeMap<>();
    group.members().forEach(member -> members.put(member.memberId(), member));
    removed.keySet().forEach(members::remove);
    members.putAll(put);
    return Collections.unmodifiableSortedMap(members);
  }

  /** Members that go with this change. */
  public Map<String, ConsumerMember> removed() {
    return Collections.unmodifiableMap(removed);
  }

  public Assignment target(String memberId) {
    Assignment changed = targets.get(memberId);
    return changed == null ? group.target(memberId) : changed;
  }
}
