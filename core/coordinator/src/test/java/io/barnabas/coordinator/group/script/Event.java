package io.barnabas.coordinator.group.script;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line of a script that makes something happen: {@code verb word word name=value name=value}.
 */
public record Event(String verb, List<String> words, Map<String, String> settings) {

  static Event parse(String line) {
    String[] parts = line.strip().split("\\s+");
    List<String> words = new ArrayList<>();
    Map<String, String> settings = new LinkedHashMap<>();
    for (String part : List.of(parts).subList(1, parts.length)) {
      int equals = part.indexOf('=');
      if (equals < 0) {
        words.add(part);
      } else {
        settings.put(part.substring(0, equals), part.substring(equals + 1));
      }
    }
    return new Event(parts[0], words, settings);
  }

  /** The word at a place, from 0. */
  public String word(int index) {
    if (index >= words.size()) {
      throw new IllegalArgumentException(verb + " needs more words than " + words);
    }
    return words.get(index);
  }

  public @Nullable String get(String setting) {
    return settings.get(setting);
  }

  public String get(String setting, String otherwise) {
    return settings.getOrDefault(setting, otherwise);
  }

  public int number(String setting, int otherwise) {
    String value = settings.get(setting);
    return value == null ? otherwise : Integer.parseInt(value);
  }

  /** The elements of a setting, separated by commas; none when it is not there. */
  public List<String> list(String setting) {
    String value = settings.get(setting);
    return value == null || value.isEmpty() ? List.of() : List.of(value.split(","));
  }

  /** Whether one of the words is this. */
  public boolean says(String word) {
    return words.contains(word);
  }
}
