package io.barnabas.cli.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnabas.cli.UsageException;
import org.junit.jupiter.api.Test;

class TopicFilterTest {
  @Test
  void the_whole_name_has_to_match() {
    assertThat(TopicFilter.of("order")).accepts("order").rejects("orders", "reorder");
    assertThat(TopicFilter.of("order.*")).accepts("order", "orders");
  }

  @Test
  void a_comma_means_or_and_quotes_are_dropped() {
    assertThat(TopicFilter.of("'a, b'")).accepts("a", "b").rejects("a, b", "a,b");
  }

  @Test
  void what_is_no_expression_is_refused() {
    assertThatThrownBy(() -> TopicFilter.of("["))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("'[' is not a regular expression");
  }
}
