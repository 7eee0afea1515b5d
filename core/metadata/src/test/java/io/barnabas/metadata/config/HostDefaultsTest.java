package io.barnabas.metadata.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostDefaultsTest {
  @ParameterizedTest
  @CsvSource({"1,1", "2,1", "3,2", "8,7"})
  void aShardForEachCoreButOne(int cores, int shards) {
    assertThat(HostDefaults.of(cores, "data")).isEqualTo(new HostDefaults(shards, "data"));
  }
}
