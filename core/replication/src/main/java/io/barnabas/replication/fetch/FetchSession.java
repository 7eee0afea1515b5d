package io.barnabas.replication.fetch;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one fetching client has said so far: the partitions it wants, in the order in which they are
 * served, and what it was last told of each (KIP-227). To be used on the shard that owns the
 * session.
 */
final class FetchSession {
  static final int FINAL_EPOCH = -1;
  static final int INITIAL_EPOCH = 0;

  private final int id;
  private final boolean usesTopicIds;
  private final Map<FetchKey, Entry> entries = new LinkedHashMap<>();
  private int nextEpoch = 1;
  private long lastUsedNs;

  FetchSession(int id, boolean usesTopicIds, long nowNs) {
    this.id = id;
    this.usesTopicIds = usesTopicIds;
    this.lastUsedNs = nowNs;
  }

  int id() {
    return id;
  }

  boolean usesTopicIds() {
    return usesTopicIds;
  }

  int nextEpoch() {
    return nextEpoch;
  }

  long lastUsedNs() {
    return lastUsedNs;
  }

  int partitionCount() {
    return entries.size();
  }

  /** Takes a request's changes over; a changed partition keeps its place. */
  void update(Collection<FetchPartition> changed, Collection<FetchKey> forgotten) {
    for (FetchPartition partition : changed) {
      Entry known = entries.get(partition.key());
      if (known == null) {
        entries.put(partition.key(), new Entry(partition));
      } else {
        known.wanted = partition;
      }
    }
    forgotten.forEach(entries::remove);
  }

  /** The session's next request is this far on; epochs go from the largest int to 1. */
  void advance(long nowNs) {
    nextEpoch = nextEpoch == Integer.MAX_VALUE ? 1 : nextEpoch + 1;
    lastUsedNs = nowNs;
  }

  List<FetchPartition> wanted() {
    return entries.values().stream().map(entry -> entry.wanted).toList();
  }

  /**
   * Notes what is answered for a partition, and says whether it is news to the client. A partition
   * that had records goes to the end, so that those behind it get their turn (KIP-74).
   */
  boolean isNews(FetchKey key, PartitionNews news) {
    Entry entry = entries.get(key);
    if (entry == null) {
      return true;
    }
    boolean isNews = news.isNewsAfter(entry.lastTold);
    // An error must be told again and again, so it never counts as known.
    entry.lastTold = news.isError() ? null : news;
    if (news.hasRecords()) {
      entries.remove(key);
      entries.put(key, entry);
    }
    return isNews;
  }

  private static final class Entry {
    FetchPartition wanted;
    @Nullable PartitionNews lastTold;

    Entry(FetchPartition wanted) {
      this.wanted = wanted;
    }
  }
}
