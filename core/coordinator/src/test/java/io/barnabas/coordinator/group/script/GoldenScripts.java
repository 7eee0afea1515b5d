package io.barnabas.coordinator.group.script;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * A folder of golden scripts as tests. With {@code -Dscripts.rewrite=true} the scripts are written
 * again as they were played, to be read and committed by a person who agrees with the difference.
 */
public final class GoldenScripts {
  private static final Path RESOURCES = Path.of("src/test/resources");

  private GoldenScripts() {}

  /**
   * One test for each script.
   *
   * @param folder below the test resources
   * @param cast makes the vocabularies of one script, on a stage of its own
   */
  public static Stream<DynamicTest> in(
      String folder, Function<Transcript, List<? extends Vocabulary>> cast) {
    try (Stream<Path> files = Files.list(RESOURCES.resolve(folder))) {
      List<Path> scripts =
          files.filter(file -> file.toString().endsWith(".script")).sorted().toList();
      return scripts.stream()
          .map(
              file ->
                  DynamicTest.dynamicTest(
                      file.getFileName().toString(), file.toUri(), () -> play(file, cast)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void play(Path file, Function<Transcript, List<? extends Vocabulary>> cast)
      throws IOException {
    GoldenScript script = new GoldenScript(Files.readString(file));
    Transcript transcript = new Transcript();
    List<String> played = script.play(transcript, cast.apply(transcript));
    if (Boolean.getBoolean("scripts.rewrite")) {
      Files.write(file, played);
    } else if (!played.equals(script.lines())) {
      throw new AssertionError(
          file + " was played differently:\n" + LineDiff.of(script.lines(), played));
    }
  }
}
