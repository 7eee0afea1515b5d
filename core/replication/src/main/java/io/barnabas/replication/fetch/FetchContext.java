package io.barnabas.replication.fetch;

import io.barnabas.protocol.ErrorCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One fetch request in the light of its session: what to read, and what of it to tell. To be used
 * on the session's shard.
 */
public final class FetchContext {
  private final ErrorCode error;
  private final int sessionId;
  private final List<FetchPartition> partitions;
  private final @Nullable FetchSession session;
  private final boolean incremental;

  FetchContext(
      ErrorCode error,
      int sessionId,
      List<FetchPartition> partitions,
      @Nullable FetchSession session,
      boolean incremental) {
    this.error = error;
    this.sessionId = sessionId;
    this.partitions = partitions;
    this.session = session;
    this.incremental = incremental;
  }

  static FetchContext refused(ErrorCode error) {
    return new FetchContext(error, 0, List.of(), null, false);
  }

  /** The error that the whole request is answered with, or NONE. */
  public ErrorCode error() {
    return error;
  }

  /** The id to answer with; 0 when there is no session. */
  public int sessionId() {
    return sessionId;
  }

  /** All partitions to read, in the order in which they are to be served. */
  public List<FetchPartition> partitions() {
    return partitions;
  }

  /** Notes what is being answered for a partition; true when the answer must name it. */
  public boolean tells(FetchKey key, PartitionNews news) {
    boolean isNews = session == null || session.isNews(key, news);
    return isNews || !incremental;
  }
}
