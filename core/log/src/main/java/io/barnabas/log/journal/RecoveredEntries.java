package io.barnabas.log.journal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a journal held at a start, by log. Where two entries of a log have the same offsets the
 * later one counts: the earlier was refused or cut off.
 */
final class RecoveredEntries {
  private static final Logger LOG = LoggerFactory.getLogger(RecoveredEntries.class);

  private final Map<JournalKey, List<RecoveredAppend>> appends = new HashMap<>();
  private final Set<JournalKey> cuts = new HashSet<>();
  private final Map<JournalKey, Long> recoveryPoints = new HashMap<>();
  private final Map<JournalKey, String> damages = new HashMap<>();
  private int unknownDamages;

  void add(Path file, JournalEntry entry) {
    List<RecoveredAppend> known = appends.computeIfAbsent(entry.key(), _ -> new ArrayList<>());
    long baseOffset = entry.span().baseOffset();
    recoveryPoints.put(entry.key(), entry.span().recoveryPoint());
    while (!known.isEmpty() && known.getLast().span().baseOffset() >= baseOffset) {
      known.removeLast();
    }
    if (!known.isEmpty()) {
      known.add(known.removeLast().upTo(baseOffset));
    }
    if (entry.isCut()) {
      cuts.add(entry.key());
    } else {
      cuts.remove(entry.key());
      known.add(new RecoveredAppend(file, entry.position(), entry.sizeBytes(), entry.span()));
    }
  }

  RecoveredLog of(JournalKey key) {
    return new RecoveredLog(
        appends.getOrDefault(key, List.of()),
        cuts.contains(key),
        recoveryPoints.getOrDefault(key, 0L),
        unknownDamages > 0 || damages.containsKey(key),
        explanation(key));
  }

  /** A commit that was durable can't be read any more. */
  void damaged(CommitScan.Damage damage) {
    JournalEntry entry = damage.entry();
    String where = "%s is damaged at position %d".formatted(damage.path(), damage.position());
    if (entry == null) {
      unknownDamages++;
      LOG.error("{}: acknowledged records of partitions that it can't tell may be lost", where);
    } else {
      damages.put(entry.key(), where);
      LOG.error(
          "{}: records of {} from offset {} to {} can be lost",
          where,
          entry.key(),
          entry.span().baseOffset(),
          entry.span().nextOffset() - 1);
    }
  }

  /** What is known of a gap in a log's entries. */
  private String explanation(JournalKey key) {
    String none = unknownDamages > 0 ? "the journal is damaged" : "the journal does not have them";
    return damages.getOrDefault(key, none);
  }
}
