package io.barnabas.coordinator.group.offset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnabas.protocol.primitive.Uuid;
import java.util.List;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PartitionOffsetsTest {
  private final PartitionOffsets offsets = new PartitionOffsets();

  private static CommittedOffset offset(long offset) {
    return new CommittedOffset(offset, -1, "", 0, CommittedOffset.NO_EXPIRY, Uuid.ZERO);
  }

  @Property(tries = 500)
  void itIsAMapByAscendingPartition(
      @ForAll @Size(max = 60) List<@IntRange(min = -12, max = 12) Integer> steps) {
    PartitionOffsets ours = new PartitionOffsets();
    TreeMap<Integer, CommittedOffset> model = new TreeMap<>();
    long next = 0;
    for (int step : steps) {
      // A negative step removes, any other puts.
      if (step < 0) {
        assertThat(ours.remove(-step)).isEqualTo(model.remove(-step));
      } else {
        CommittedOffset offset = offset(next++);
        assertThat(ours.put(step, offset)).isEqualTo(model.put(step, offset));
      }
      assertSame(ours, model);
    }
  }

  private static void assertSame(PartitionOffsets ours, TreeMap<Integer, CommittedOffset> model) {
    assertThat(ours.size()).isEqualTo(model.size());
    int place = 0;
    for (var entry : model.entrySet()) {
      assertThat(ours.partitionAt(place)).isEqualTo(entry.getKey());
      assertThat(ours.offsetAt(place)).isEqualTo(entry.getValue());
      assertThat(ours.find(entry.getKey())).isEqualTo(entry.getValue());
      place++;
    }
    assertThat(ours.find(99)).isNull();
  }

  @Test
  void theLargestPartitionTakesNoMoreRoomThanTheFirst() {
    offsets.put(Integer.MAX_VALUE, offset(1));
    offsets.put(0, offset(2));

    assertThat(offsets.size()).isEqualTo(2);
    assertThat(offsets.find(Integer.MAX_VALUE)).isEqualTo(offset(1));
  }

  @Test
  void thereIsNothingBehindTheEnd() {
    offsets.put(0, offset(1));

    assertThatThrownBy(() -> offsets.offsetAt(1)).isInstanceOf(IndexOutOfBoundsException.class);
  }
}
