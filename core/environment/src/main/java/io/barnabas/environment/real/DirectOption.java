package io.barnabas.environment.real;

import java.nio.file.OpenOption;
import java.util.Optional;

/**
 * The option that opens a file past the page cache. The JDK exports it, but the compiler warns of
 * all that is named {@code com.sun}, and no annotation silences that: so it is looked up.
 */
final class DirectOption {
  /** Empty where the Java run-time does not have it. */
  static final Optional<OpenOption> DIRECT = find();

  private DirectOption() {}

  private static Optional<OpenOption> find() {
    try {
      Class<?> options = Class.forName("com.sun.nio.file.ExtendedOpenOption");
      for (Object option : options.getEnumConstants()) {
        if (option.toString().equals("DIRECT")) {
          return Optional.of((OpenOption) option);
        }
      }
      return Optional.empty();
    } catch (ClassNotFoundException e) {
      return Optional.empty();
    }
  }
}
