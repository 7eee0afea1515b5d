package io.barnabas.cli.groups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnabas.cli.UsageException;
import io.barnabas.client.TopicPartition;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OffsetsCsvTest {
  private static final SortedMap<TopicPartition, Long> OFFSETS =
      new TreeMap<>(Map.of(new TopicPartition("a", 0), 7L, new TopicPartition("b", 1), 8L));

  @Test
  void one_group_is_written_without_its_id() {
    assertThat(OffsetsCsv.write("g", OFFSETS, false)).containsExactly("a,0,7", "b,1,8");
    assertThat(OffsetsCsv.read(List.of("a,0,7", "", "b, 1 ,8"), "g"))
        .containsExactly(Map.entry("g", OFFSETS));
  }

  @Property
  void what_is_written_with_groups_is_read(
      @ForAll @StringLength(min = 1, max = 5) @Chars({'"', ',', ' ', 'g'}) String group) {
    List<String> lines = OffsetsCsv.write(group, OFFSETS, true);
    assertThat(OffsetsCsv.read(lines, null)).containsExactly(Map.entry(group, OFFSETS));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "a,0", "a,x,7", "a,0,-7", "g,a,0,7,8", "a,0,7"})
  void other_lines_are_refused(String line) {
    assertThatThrownBy(() -> OffsetsCsv.read(List.of(line), null))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("'" + line + "' is not topic,partition,offset");
  }
}
