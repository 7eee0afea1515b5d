package io.barnabas.coordinator.group.classic;

import io.barnabas.coordinator.group.script.GoldenScripts;
import io.barnabas.coordinator.group.script.StageVocabulary;
import io.barnabas.coordinator.group.script.Transcript;
import io.barnabas.coordinator.group.script.Vocabulary;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The classic protocol as scripts; {@link ClassicVocabulary} says what they can say. */
final class ClassicScriptsTest {
  @TestFactory
  Stream<DynamicTest> scripts() {
    return GoldenScripts.in("scripts/classic", ClassicScriptsTest::cast);
  }

  private static List<Vocabulary> cast(Transcript transcript) {
    ClassicVocabulary members = new ClassicVocabulary(transcript);
    return List.of(members, new StageVocabulary(members.stage()));
  }
}
