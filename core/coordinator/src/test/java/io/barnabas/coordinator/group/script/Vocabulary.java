package io.barnabas.coordinator.group.script;

import java.util.Map;
import java.util.function.Consumer;

/** What the scripts of one protocol can say: verbs, and what they do. */
public interface Vocabulary {
  Map<String, Consumer<Event>> verbs();
}
