package io.barnabas.client.metadata;

import io.barnabas.client.ClientException;
import io.barnabas.client.ServerErrorException;
import java.util.function.Supplier;

/** What became of a question about one partition. */
public sealed interface Outcome<V> {
  /** The leader answered. */
  record Answered<V>(V value) implements Outcome<V> {}

  /** The leader refused, or there is none. */
  record Failed<V>(ClientException failure) implements Outcome<V> {}

  /** The value, or the failure that the answer's error code says. */
  static <V> Outcome<V> of(short errorCode, Supplier<V> value) {
    return errorCode == 0
        ? new Answered<>(value.get())
        : new Failed<>(ServerErrorException.of(errorCode, null));
  }

  /** The answer; throws the failure if there is none. */
  default V orThrow() {
    return switch (this) {
      case Answered<V>(V value) -> value;
      case Failed<V>(ClientException failure) -> throw failure;
    };
  }

  /** True if the question may be answered a moment later. */
  default boolean isRetriable() {
    return this instanceof Failed<V>(ClientException failure) && failure.isRetriable();
  }
}
