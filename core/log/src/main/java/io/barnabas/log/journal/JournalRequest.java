package io.barnabas.log.journal;

import io.barnabas.environment.Shard;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;

/** What logs ask of the journal; done in the order asked. */
sealed interface JournalRequest {
  /** Something that goes into a file. */
  sealed interface Write extends JournalRequest {
    JournalKey key();
  }

  /**
   * Batches that were appended to a log.
   *
   * @param batches their bytes; only read, until the request is done
   */
  record Append(JournalKey key, JournalSpan span, List<ByteBuffer> batches) implements Write {}

  /** The log ends at an offset now: of what was written before, nothing beyond it counts. */
  record Cut(JournalKey key, long offset) implements Write {}

  /** What a log has in files up to that of a sequence number is durable elsewhere. */
  record Release(JournalKey key, long upToSequence) implements JournalRequest {}

  /** What other logs than these have in files up to a sequence number is of no use any more. */
  record ReleaseOthers(Set<JournalKey> keys, long upToSequence) implements JournalRequest {}

  /** Somebody wants to hear of files that are begun. */
  record Subscribe(Shard shard, LongConsumer onFileBegun) implements JournalRequest {}

  /** The end of this run. */
  record End() implements JournalRequest {}
}
