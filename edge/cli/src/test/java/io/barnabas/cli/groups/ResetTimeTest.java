package io.barnabas.cli.groups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnabas.cli.UsageException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResetTimeTest {
  @ParameterizedTest
  @CsvSource({
    "2026-01-31T13:00:00.000, 2026-01-31T13:00:00Z",
    "2026-01-31T13:00:00, 2026-01-31T13:00:00Z",
    "2026-01-31T13:00:00.123Z, 2026-01-31T13:00:00.123Z",
    "2026-01-31T13:00:00.000+01:00, 2026-01-31T12:00:00Z",
    "2026-01-31T13:00:00.000-0530, 2026-01-31T18:30:00Z"
  })
  void a_time_is_in_utc_unless_it_says_otherwise(String text, String expected) {
    assertThat(ResetTime.parse(text)).isEqualTo(Instant.parse(expected));
  }

  @Test
  void a_day_alone_is_refused() {
    assertThatThrownBy(() -> ResetTime.parse("2026-01-31"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("'2026-01-31' is not a date and time");
  }
}
