package io.barnabas.metadata.store;

import io.barnabas.metadata.image.ClusterImage;
import io.barnabas.protocol.Message;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * An ordered log of metadata records, fenced by epoch. Every committed record reaches the listener
 * once, in order; committed records survive any crash. To be used on the shard that owns it, where
 * all stages complete and the listener is called.
 */
public interface MetadataStore {
  /**
   * Loads what was committed, gives it to the listener, and takes part from then on. The stage
   * fails with {@link MetadataStoreException} where the log is damaged or can't be read. To be
   * called once.
   */
  CompletionStage<Void> open(Listener listener);

  /**
   * Appends records as one unit: after a crash all of them are there or none. Appends commit in the
   * order they were made. The stage completes with the offset of the last record, after the
   * listener has seen the records.
   *
   * @param epoch the leader epoch this node was given
   * @param records at least one; not to be changed any more
   * @return fails with {@link NotLeaderException} where another leader was chosen, and with {@link
   *     MetadataStoreException} where the log can't be written; then nobody can tell whether the
   *     records survive a restart, and every later append fails too
   */
  CompletionStage<Long> append(int epoch, List<Message> records);

  /** Bytes of records committed after the last snapshot. */
  long bytesSinceSnapshot();

  /**
   * Writes a snapshot and then drops the records that it makes superfluous. A crash leaves the old
   * state or the new.
   *
   * @param image of committed records only
   */
  CompletionStage<Void> writeSnapshot(ClusterImage image);

  /** Lets go of the log when what was asked for is done. */
  CompletionStage<Void> close();

  /** What the store tells. */
  interface Listener {
    /**
     * A snapshot replaces everything heard before.
     *
     * @param lastOffset offset of the last record that the snapshot stands for
     */
    void onSnapshot(long lastOffset, List<Message> records);

    /** Records were committed, the first of them at this offset. */
    void onCommitted(long baseOffset, List<Message> records);

    /**
     * Who leads has changed.
     *
     * @param leaderId the node that leads, or -1 where none is known
     * @param epoch for {@link #append}, where the leader is this node
     */
    void onLeaderChanged(int leaderId, int epoch);
  }
}
