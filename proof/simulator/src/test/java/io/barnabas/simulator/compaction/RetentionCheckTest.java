package io.barnabas.simulator.compaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnabas.log.LogConfig;
import io.barnabas.simulator.Violation;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RetentionCheckTest {
  private static final int SEGMENT_BYTES = 100;
  private static final LogConfig.Retention BY_AGE = new LogConfig.Retention(50, -1, true);
  private static final LogConfig.Retention BY_SIZE = new LogConfig.Retention(-1, 150, true);

  private final KeyHistory history = new KeyHistory(1_000, false);

  @BeforeEach
  void threeAreAppended() {
    history.sent(List.of(new Entry(0, "a", "0", 0)));
    history.sent(List.of(new Entry(1, "b", "1", 10)));
    history.sent(List.of(new Entry(2, "a", "2", 20)));
    history.acknowledged(3);
  }

  private RetentionCheck check(LogConfig.Retention limits) {
    RetentionCheck check = new RetentionCheck(limits, history);
    for (int offset = 0; offset < 3; offset++) {
      check.sent(offset, 100);
    }
    return check;
  }

  @Test
  void whatIsOldMayGo() {
    assertThatCode(() -> check(BY_AGE).deleted(2, 3, 61)).doesNotThrowAnyException();
    assertThat(history.deletedBelow()).isEqualTo(2);
  }

  @Test
  void whatWasReplacedSinceDoesNotCount() {
    assertThatCode(() -> check(BY_AGE).deleted(1, 3, 0)).doesNotThrowAnyException();
  }

  @Test
  void whatGoesTooEarlyIsFound() {
    assertThatThrownBy(() -> check(BY_AGE).deleted(2, 3, 60)).isInstanceOf(Violation.class);
  }

  @Test
  void whatIsTooMuchMayGoAndNoMore() {
    assertThatCode(() -> check(BY_SIZE).deleted(1, 3, 0)).doesNotThrowAnyException();
    assertThatThrownBy(() -> check(BY_SIZE).deleted(2, 3, 0)).isInstanceOf(Violation.class);
  }

  @Test
  void whatIsNotCommittedAndGoesIsFound() {
    assertThatThrownBy(() -> check(BY_AGE).deleted(3, 2, 1_000)).isInstanceOf(Violation.class);
  }

  @Test
  void whatStaysTooLongIsFound() {
    assertThatCode(() -> check(BY_AGE).requireDone(3, 3, 0, SEGMENT_BYTES))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> check(BY_AGE).requireDone(2, 3, 100, SEGMENT_BYTES))
        .isInstanceOf(Violation.class);
    assertThatThrownBy(() -> check(BY_SIZE).requireDone(0, 3, 300, SEGMENT_BYTES))
        .isInstanceOf(Violation.class);
  }
}
