package io.barnabas.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Applies the house rules to the whole checkout. */
class HouseRulesTest {
  private static final Checkout CHECKOUT = Checkout.around(Path.of(""));

  /** Kafka's classes, generated messages and other people's names that documents may quote. */
  private static final Set<String> FOREIGN =
      Set.of(
          "DumpLogSegments",
          "ErrorProne",
          "NullAway",
          "CompletionStage",
          "ByteBuffer",
          "ApiVersions");

  private static List<Finding> findings(JavaRule rule) {
    return CHECKOUT.files(".java").stream()
        .flatMap(file -> rule.check(JavaSource.parse(file, CHECKOUT.read(file))).stream())
        .toList();
  }

  @Test
  void files_methods_and_constructors_keep_their_size() {
    assertThat(findings(new SizeRule())).isEmpty();
  }

  @Test
  void imports_keep_to_the_layers() {
    assertThat(findings(new LayeringRule())).isEmpty();
  }

  @Test
  void the_core_is_deterministic() {
    assertThat(findings(new DeterminismRule())).isEmpty();
  }

  @Test
  void documents_name_what_is_there() {
    DocumentRule rule = new DocumentRule(CHECKOUT, FOREIGN);
    Stream<Finding> findings =
        CHECKOUT.files(".md").stream().flatMap(file -> rule.check(file).stream());
    assertThat(findings).isEmpty();
  }
}
