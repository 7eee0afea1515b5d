package io.barnabas.coordinator.group.script;

import io.barnabas.protocol.ErrorCode;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What every script can say: {@code wait 3000} (milliseconds), {@code hold-writes}, {@code
 * commit-writes}, {@code fail-writes NOT_ENOUGH_REPLICAS}, {@code unload}, {@code reload}.
 */
public record StageVocabulary(Stage<?> stage) implements Vocabulary {
  @Override
  public Map<String, Consumer<Event>> verbs() {
    return Map.of(
        "wait", event -> stage.pass(Long.parseLong(event.word(0))),
        "hold-writes", event -> stage.runtime().holdWrites(),
        "commit-writes", event -> stage.runtime().commitWrites(),
        "fail-writes", event -> stage.runtime().failWrites(ErrorCode.valueOf(event.word(0))),
        "unload", event -> stage.runtime().unload(),
        "reload", event -> stage.runtime().reload());
  }
}
