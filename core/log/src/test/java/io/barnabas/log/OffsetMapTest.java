package io.barnabas.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OffsetMapTest {
  private static ByteBuffer key(int number) {
    return StandardCharsets.UTF_8.encode("key-" + number);
  }

  @Test
  void itKnowsTheLatestOffsetOfEachKey() {
    Random chance = new Random(5);
    OffsetMap map = new OffsetMap(700, 0.9, 1, 2);
    Map<Integer, Long> expected = new HashMap<>();
    for (long offset = 0; offset < 5_000; offset++) {
      int number = chance.nextInt(600);
      assertThat(map.put(key(number), offset)).isTrue();
      expected.put(number, offset);
    }
    expected.forEach((number, offset) -> assertThat(map.find(key(number))).isEqualTo(offset));
    assertThat(map.find(key(600))).isEqualTo(OffsetMap.NONE);
    assertThat(map.size()).isEqualTo(expected.size());
    assertThat(map.latestOffset()).isEqualTo(4_999);
  }

  @Test
  void itTakesKnownKeysWhenItIsFullAndNoOthers() {
    OffsetMap map = new OffsetMap(10, 0.5, 1, 2);
    for (int number = 0; number < 5; number++) {
      assertThat(map.put(key(number), number)).isTrue();
    }
    assertThat(map.put(key(5), 5)).isFalse();
    assertThat(map.put(key(0), 6)).isTrue();
    assertThat(map.find(key(0))).isEqualTo(6);
    assertThat(map.latestOffset()).isEqualTo(6);
  }

  @Test
  void theSmallestMapHoldsAKey() {
    OffsetMap map = new OffsetMap(0, 0.1, 1, 2);
    assertThat(map.put(key(1), 3)).isTrue();
    assertThat(map.put(key(2), 4)).isFalse();
    assertThat(map.find(key(2))).isEqualTo(OffsetMap.NONE);
  }
}
