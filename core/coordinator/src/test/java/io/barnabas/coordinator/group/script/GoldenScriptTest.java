package io.barnabas.coordinator.group.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class GoldenScriptTest {
  private final Transcript transcript = new Transcript();
  private final Vocabulary greetings =
      () -> Map.of("greet", event -> transcript.print(event.get("how") + " " + event.word(0)));

  @Test
  void whatCameOfAnEventReplacesWhatTheScriptExpected() {
    GoldenScript script = new GoldenScript("# A greeting.\n\ngreet Josef how=good-day\n  hello\n");

    assertThat(script.play(transcript, List.of(greetings)))
        .containsExactly("# A greeting.", "", "greet Josef how=good-day", "  good-day Josef");
  }

  @Test
  void anUnknownVerbIsAMistakeInTheScript() {
    GoldenScript script = new GoldenScript("shout Josef");

    assertThatThrownBy(() -> script.play(transcript, List.of(greetings)))
        .hasMessageContaining("shout")
        .hasMessageContaining("greet");
  }

  @Test
  void aDifferenceIsShownLineByLine() {
    assertThat(LineDiff.of(List.of("a", "b", "c"), List.of("a", "x", "c")))
        .isEqualTo("  a\n- b\n+ x\n  c\n");
  }

  @Test
  void identifiersAreShortened() {
    transcript.print("a-00000000-0000-4000-8000-000000000007");
    transcript.print("a-00000000-0000-4000-8000-000000000012");

    assertThat(transcript.take()).containsExactly("  a-7", "  a-12");
  }
}
