package io.barnabas.log.journal;

import io.barnabas.environment.CommitWork;
import io.barnabas.environment.Volume;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits what logs ask of a journal, all that waits at once. To be used by one commit lane alone.
 */
final class JournalCommits implements CommitWork<JournalRequest, Long> {
  private static final Logger LOG = LoggerFactory.getLogger(JournalCommits.class);
  private static final int BUFFER_BYTES = 1 << 20;

  private final JournalTerms terms;
  private final JournalFiles files;
  private final List<JournalRequest.Subscribe> subscriptions = new ArrayList<>();
  private @Nullable CommitWriter writer;

  JournalCommits(JournalTerms terms, JournalFiles files) {
    this.terms = terms;
    this.files = files;
  }

  /**
   * The results are the sequence numbers of the files that have the entries. If a write fails all
   * requests do, but what is not needed is released all the same: nobody asks a second time.
   */
  @Override
  public List<Long> commit(Volume volume, List<JournalRequest> requests) throws IOException {
    try {
      return commitInOrder(volume, requests);
    } catch (IOException | RuntimeException e) {
      requests.forEach(this::release);
      throw e;
    }
  }

  private List<Long> commitInOrder(Volume volume, List<JournalRequest> requests)
      throws IOException {
    List<JournalRequest.Write> writes = new ArrayList<>();
    List<Long> results = new ArrayList<>(requests.size());
    long entryBytes = 0;
    for (JournalRequest request : requests) {
      if (request instanceof JournalRequest.Write write) {
        int sizeBytes = JournalFormat.sizeBytes(write);
        if (entryBytes > 0 && entryBytes + sizeBytes > mostEntryBytes()) {
          write(volume, writes, results);
          entryBytes = 0;
        }
        writes.add(write);
        entryBytes += sizeBytes;
      } else {
        write(volume, writes, results);
        entryBytes = 0;
        change(volume, request);
        results.add(files.lastSequence());
      }
    }
    write(volume, writes, results);
    return results;
  }

  private long mostEntryBytes() {
    return terms.fileBytes() - 2L * JournalFormat.BLOCK_BYTES;
  }

  private void write(Volume volume, List<JournalRequest.Write> writes, List<Long> results)
      throws IOException {
    if (writes.isEmpty()) {
      return;
    }
    long sequence;
    try {
      sequence = write(volume, writes);
    } catch (IOException | RuntimeException e) {
      files.abandonCurrent();
      throw e;
    }
    results.addAll(Collections.nCopies(writes.size(), sequence));
    writes.clear();
  }

  private long write(Volume volume, List<JournalRequest.Write> writes) throws IOException {
    CommitWriter used = writer();
    long commitBytes =
        JournalFormat.aligned(
            (long) JournalFormat.COMMIT_HEADER_BYTES + CommitWriter.entryBytes(writes));
    long before = files.lastSequence();
    JournalFile file = files.forCommit(volume, commitBytes, used.buffer());
    writes.forEach(write -> files.need(write.key()));
    used.write(file, writes);
    if (file.sequence() > before) {
      subscriptions.forEach(subscription -> tell(subscription, file.sequence()));
    }
    return file.sequence();
  }

  private static void tell(JournalRequest.Subscribe subscription, long sequence) {
    try {
      subscription.shard().execute(() -> subscription.onFileBegun().accept(sequence));
    } catch (RejectedExecutionException e) {
      LOG.debug("A shard that has ended does not hear of file {}", sequence);
    }
  }

  /** Its memory is not taken before something is written. */
  private CommitWriter writer() {
    CommitWriter known = writer;
    if (known == null) {
      known = new CommitWriter((int) Math.min(BUFFER_BYTES, terms.fileBytes()));
      writer = known;
    }
    return known;
  }

  private void change(Volume volume, JournalRequest request) throws IOException {
    switch (request) {
      case JournalRequest.Write _ -> throw new IllegalStateException("written elsewhere");
      case JournalRequest.Release _, JournalRequest.ReleaseOthers _ -> release(request);
      case JournalRequest.Subscribe subscription -> subscriptions.add(subscription);
      case JournalRequest.End _ -> {
        files.close(volume);
        return;
      }
    }
    files.reuse(volume);
  }

  private void release(JournalRequest request) {
    switch (request) {
      case JournalRequest.Release(JournalKey key, long upTo) -> files.release(key, upTo);
      case JournalRequest.ReleaseOthers(var keys, long upTo) -> files.releaseOthers(keys, upTo);
      case JournalRequest.Write _, JournalRequest.Subscribe _, JournalRequest.End _ -> {}
    }
  }
}
