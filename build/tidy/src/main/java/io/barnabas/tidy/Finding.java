package io.barnabas.tidy;

import java.nio.file.Path;

/**
 * One breach of a rule.
 *
 * @param file relative to the checkout
 * @param line from 1
 */
public record Finding(Path file, long line, String message) {
  @Override
  public String toString() {
    return file + ":" + line + ": " + message;
  }
}
