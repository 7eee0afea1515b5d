package io.barnabas.coordinator.group.script;

import io.barnabas.coordinator.CoordinatorException;
import io.barnabas.coordinator.runtime.CoordinatorRecord;
import io.barnabas.protocol.Message;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;

/** What came of a script's events, as lines that a person can read. */
public final class Transcript {
  /** The identifiers that a {@link Stage} gives out, of which only the number matters. */
  private static final Pattern UUID =
      Pattern.compile("00000000-0000-4000-8000-0{11}([1-9])|00000000-0000-4000-8000-0{10}(\\d\\d)");

  private final List<String> lines = new ArrayList<>();
  private final Map<String, String> aliases = new LinkedHashMap<>();

  public void print(String line) {
    String text = UUID.matcher(line).replaceAll("$1$2");
    for (Map.Entry<String, String> alias : aliases.entrySet()) {
      text = text.replace(alias.getKey(), alias.getValue());
    }
    text.lines().map(part -> "  " + part).forEach(lines::add);
  }

  /** From now on a person reads the name where an id stands. */
  public void name(String id, String name) {
    aliases.put(id, name);
  }

  public void record(CoordinatorRecord record) {
    Message value = record.value();
    print(
        "record "
            + MessageText.of(record.key())
            + " = "
            + (value == null ? "tombstone" : MessageText.of(value)));
  }

  /** A structure of a message, as scripts have it. */
  public static String text(Object structure) {
    return MessageText.of(structure);
  }

  /** Prints the answer when it comes. */
  public void answer(String who, CompletionStage<? extends Message> answer) {
    answer.whenComplete(
        (message, failure) ->
            print(who + " <- " + (failure == null ? MessageText.of(message) : refusal(failure))));
  }

  private static String refusal(Throwable failure) {
    Throwable cause = failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
    return cause instanceof CoordinatorException refused
        ? "refused: " + refused.error()
        : "failed: " + cause;
  }

  /** The lines since the last time. */
  List<String> take() {
    List<String> taken = List.copyOf(lines);
    lines.clear();
    return taken;
  }
}
