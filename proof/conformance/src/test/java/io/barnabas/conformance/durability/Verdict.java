package io.barnabas.conformance.durability;

import io.barnabas.conformance.durability.Acknowledged.Place;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What became of the acknowledged records of some writers.
 *
 * @param acknowledged how many there were
 * @param lost those of them that are not where they were said to be
 * @param misplaced records that came again though their writer was promised once, or that another
 *     of the same writer had overtaken
 */
record Verdict(int acknowledged, List<String> lost, List<String> misplaced) {
  private static final int SHOWN = 10;

  /** Compares what was acknowledged, by writer, with what is there. */
  static Verdict of(Map<Writer, Map<Long, Place>> acknowledged, Found found) {
    List<String> misplaced = new ArrayList<>();
    Map<String, BitSet> seen = new HashMap<>();
    found.partitions().forEach(marks -> inspect(marks, acknowledged, seen, misplaced));
    List<String> lost = new ArrayList<>();
    acknowledged.forEach(
        (writer, places) ->
            places.forEach(
                (number, place) -> {
                  Mark mark = new Mark(writer.name(), number);
                  if (!isThere(mark, place, found, seen)) {
                    lost.add(mark + " at " + place);
                  }
                }));
    int count = acknowledged.values().stream().mapToInt(Map::size).sum();
    return new Verdict(count, lost, misplaced);
  }

  int found() {
    return acknowledged - lost.size();
  }

  /** The first of the faults, to be shown; empty if there is none. */
  List<String> faults() {
    return Stream.concat(
            lost.stream().limit(SHOWN).map(record -> "lost: " + record),
            misplaced.stream().limit(SHOWN).map(record -> "misplaced: " + record))
        .toList();
  }

  private static boolean isThere(Mark mark, Place place, Found found, Map<String, BitSet> seen) {
    return place.offset() == Acknowledged.UNKNOWN_OFFSET
        ? seen.getOrDefault(mark.writer(), new BitSet()).get((int) mark.number())
        : found.has(mark, place);
  }

  private static void inspect(
      List<Mark> marks,
      Map<Writer, Map<Long, Place>> writers,
      Map<String, BitSet> seen,
      List<String> misplaced) {
    Map<String, Promise> promises = new HashMap<>();
    writers.keySet().forEach(writer -> promises.put(writer.name(), writer.promise()));
    Map<String, Long> last = new HashMap<>();
    for (Mark mark : marks) {
      BitSet before = seen.computeIfAbsent(mark.writer(), writer -> new BitSet());
      boolean isRepeated = before.get((int) mark.number());
      boolean isOvertaken = mark.number() < last.getOrDefault(mark.writer(), -1L);
      boolean mayRepeat = promises.get(mark.writer()) == Promise.AT_LEAST_ONCE;
      if (isRepeated ? !mayRepeat : isOvertaken) {
        misplaced.add(mark + (isRepeated ? " again" : " overtaken"));
      }
      before.set((int) mark.number());
      last.merge(mark.writer(), mark.number(), Math::max);
    }
  }
}
