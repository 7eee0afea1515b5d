package io.barnabas.coordinator.group.offset;

import io.barnabas.coordinator.CoordinatorException;
import io.barnabas.coordinator.group.GroupMetrics;
import io.barnabas.coordinator.group.Groups;
import io.barnabas.coordinator.group.TopicCatalog;
import io.barnabas.coordinator.runtime.CoordinatorContext;
import io.barnabas.coordinator.runtime.Decision;
import io.barnabas.coordinator.runtime.RecordOrigin;
import io.barnabas.environment.Clock;
import io.barnabas.protocol.coordinator.LegacyOffsetCommitKey;
import io.barnabas.protocol.coordinator.LegacyOffsetCommitValue;
import io.barnabas.protocol.coordinator.OffsetCommitKey;
import io.barnabas.protocol.coordinator.OffsetCommitValue;
import io.barnabas.protocol.message.OffsetCommitRequest;
import io.barnabas.protocol.message.OffsetCommitResponse;
import io.barnabas.protocol.message.OffsetDeleteRequest;
import io.barnabas.protocol.message.OffsetDeleteResponse;
import io.barnabas.protocol.message.OffsetFetchRequest.OffsetFetchRequestGroup;
import io.barnabas.protocol.message.OffsetFetchResponse.OffsetFetchResponseGroup;
import io.barnabas.protocol.primitive.Uuid;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The offsets of a coordinator's groups, as clients ask for them and the log tells them. To be used
 * on the coordinator's shard.
 */
public final class Offsets {
  private final CommittedOffsets offsets;
  private final OffsetReplay replay;
  private final OffsetCommits commits;
  private final OffsetFetches fetches;
  private final OffsetDeletions deletions;
  private final Sweeps sweeps;
  private final GroupAdministration administration;
  private final Clock clock;
  private final GroupMetrics metrics;

  public Offsets(
      CoordinatorContext context,
      Groups protocolGroups,
      Supplier<TopicCatalog> topics,
      OffsetConfig config,
      GroupMetrics metrics) {
    this.offsets = new CommittedOffsets(context.undoLog());
    PendingOffsets pending = new PendingOffsets(context.undoLog());
    this.replay = new OffsetReplay(offsets, pending);
    KnownGroups groups = new KnownGroups(protocolGroups, offsets);
    this.commits = new OffsetCommits(context.clock(), groups, topics, config);
    this.clock = context.clock();
    this.metrics = metrics;
    this.fetches = new OffsetFetches(offsets, pending, groups, topics);
    this.deletions = new OffsetDeletions(offsets, groups, topics);
    this.sweeps =
        new Sweeps(
            context,
            offsets,
            groups,
            new ExpiryRule(offsets, pending, groups, context.clock(), config.retentionMs()),
            config.checkIntervalMs());
    this.administration = new GroupAdministration(offsets, pending, groups);
  }

  public GroupAdministration administration() {
    return administration;
  }

  /** Whether the group has an offset; one without a protocol's state is a group by that alone. */
  public boolean hasOffsets(String groupId) {
    return offsets.contains(groupId);
  }

  /** Commits; refusals are told in the answer, for each partition. */
  public Decision<OffsetCommitResponse> commit(OffsetCommitRequest request, short apiVersion) {
    Decision<OffsetCommitResponse> decision = commits.decide(request, apiVersion);
    return decision.withOutcome(new MeasuredCommit(decision.records().size(), clock, metrics));
  }

  /**
   * Tells one group's offsets.
   *
   * @param requireStable whether an offset that a transaction is about to change is better not told
   * @throws CoordinatorException when the group refuses the asker
   */
  public Decision<OffsetFetchResponseGroup> fetch(
      OffsetFetchRequestGroup request, boolean requireStable, short apiVersion) {
    return Decision.answer(fetches.fetch(request, requireStable, apiVersion));
  }

  /**
   * Deletes single offsets.
   *
   * @throws CoordinatorException INVALID_GROUP_ID, GROUP_ID_NOT_FOUND, NON_EMPTY_GROUP
   */
  public Decision<OffsetDeleteResponse> delete(OffsetDeleteRequest request) {
    return deletions.decide(request);
  }

  /** A topic is gone, and with it what was committed for it. */
  public void onTopicDeleted(String topic, Uuid topicId) {
    sweeps.onTopicDeleted(topic, topicId);
  }

  /** Everything is replayed: from now on offsets expire. */
  public void onLoaded() {
    sweeps.start();
  }

  public void onUnloaded() {
    sweeps.stop();
  }

  public void replay(OffsetCommitKey key, @Nullable OffsetCommitValue value, RecordOrigin origin) {
    CommittedOffset offset = value == null ? null : CommittedOffset.of(value);
    replay.replay(key.group(), key.topic(), key.partition(), offset, origin);
  }

  public void replay(
      LegacyOffsetCommitKey key, @Nullable LegacyOffsetCommitValue value, RecordOrigin origin) {
    CommittedOffset offset = value == null ? null : CommittedOffset.of(value);
    replay.replay(key.group(), key.topic(), key.partition(), offset, origin);
  }

  public void replayTransactionEnd(long producerId, boolean committed) {
    replay.replayTransactionEnd(producerId, committed);
  }
}
