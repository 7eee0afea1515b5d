package io.barnabas.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TopFramesTest {
  @Test
  void addsUpByInnermostFrameAndPutsTheMostFrequentFirst() {
    Stream<String> collapsed =
        Stream.of("main;a;crc 10", "", "main;b;epoll_wait [k] 30", "other;crc 50", "idle 10");

    assertThat(TopFrames.of(collapsed, 2))
        .containsExactly(" 60.0 %  crc", " 30.0 %  epoll_wait [k]");
  }

  @Test
  void ofNoSamplesThereAreNone() {
    assertThat(TopFrames.of(Stream.empty(), 5)).isEmpty();
  }
}
