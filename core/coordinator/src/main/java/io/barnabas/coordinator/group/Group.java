package io.barnabas.coordinator.group;

import io.barnabas.coordinator.CoordinatorException;
import io.barnabas.coordinator.runtime.CoordinatorRecord;
import io.barnabas.protocol.message.ListGroupsResponse.ListedGroup;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What offsets and administration need to know of a group, whatever its protocol. */
public interface Group {
  String groupId();

  GroupType type();

  /** Its state under the name that clients know, such as Stable or Empty. */
  String stateName();

  /** Nobody is in it. */
  boolean isEmpty();

  /** Its line in the answer to ListGroups. */
  ListedGroup listed();

  /**
   * Lets a commit through or refuses it.
   *
   * @return what each of its partitions has yet to pass
   * @throws CoordinatorException what the committer is told, such as ILLEGAL_GENERATION
   */
  PartitionCommitCheck validateOffsetCommit(OffsetCommitter committer);

  /**
   * A commit has been let through, by which a member of the classic protocol shows that it lives.
   */
  default void onOffsetCommit(OffsetCommitter committer) {}

  /**
   * Lets a fetch of offsets through or refuses it (KIP-848; older clients name no member).
   *
   * @param memberId null when the asker names none
   * @param memberEpoch -1 when the asker names none
   * @throws CoordinatorException such as STALE_MEMBER_EPOCH or UNKNOWN_MEMBER_ID
   */
  void validateOffsetFetch(@Nullable String memberId, int memberEpoch);

  /**
   * Lets the deletion of the group through or refuses it.
   *
   * @throws CoordinatorException NON_EMPTY_GROUP
   */
  void validateDelete();

  /**
   * Lets deletions of single offsets through or refuses them all. Those of topics in use are
   * refused one by one, see {@link #isSubscribedTo}.
   *
   * @throws CoordinatorException NON_EMPTY_GROUP when there are members that can't be asked what
   *     they read
   */
  default void validateOffsetDelete() {}

  /** Whether a member uses the topic, so that its offsets must stay. */
  boolean isSubscribedTo(String topic);

  /**
   * When the offsets of topics that nobody subscribes to began to be unused: since the group became
   * empty, or, of a group without members of its own, since each commit. See {@link OffsetsUnused}.
   */
  OffsetsUnused offsetsUnused();

  /** What removes the group itself, not its offsets, from the log. */
  List<CoordinatorRecord> tombstones();
}
