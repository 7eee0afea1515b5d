package io.barnabas.coordinator.group.script;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A script as plain text: events begin at the first column, what came of each stands under it,
 * indented; lines that begin with # and empty lines are for the reader.
 */
public final class GoldenScript {
  private final List<String> lines;

  public GoldenScript(String text) {
    lines = text.lines().toList();
  }

  public List<String> lines() {
    return lines;
  }

  /**
   * Has the events happen, and gives the script as it would be if all that came of them is right.
   */
  public List<String> play(Transcript transcript, List<? extends Vocabulary> vocabularies) {
    Map<String, Consumer<Event>> verbs = new HashMap<>();
    vocabularies.forEach(vocabulary -> verbs.putAll(vocabulary.verbs()));
    List<String> played = new ArrayList<>();
    for (String line : lines) {
      if (line.isBlank() || line.startsWith("#")) {
        played.add(line);
      } else if (!line.startsWith(" ")) {
        played.add(line);
        happen(Event.parse(line), verbs);
        played.addAll(transcript.take());
      }
    }
    return played;
  }

  private static void happen(Event event, Map<String, Consumer<Event>> verbs) {
    Consumer<Event> action = verbs.get(event.verb());
    if (action == null) {
      throw new IllegalArgumentException(
          "No script can say " + event.verb() + ", only " + verbs.keySet());
    }
    action.accept(event);
  }
}
