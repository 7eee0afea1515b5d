package io.barnabas.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each rule finds what it is there to find. */
class RulesTest {
  private static JavaSource core(String text) {
    return JavaSource.parse(Path.of("core/log/src/main/java/io/barnabas/log/A.java"), text);
  }

  @Test
  void a_method_of_71_lines_is_too_long_and_one_of_70_is_not() {
    assertThat(new SizeRule().check(core(method(71)))).hasSize(1);
    assertThat(new SizeRule().check(core(method(70)))).isEmpty();
  }

  private static String method(int lines) {
    return "class A {\n  void m() {\n" + "    m();\n".repeat(lines - 2) + "  }\n}\n";
  }

  @Test
  void a_file_of_501_lines_is_too_long() {
    assertThat(new SizeRule().check(core("class A {}\n" + "//\n".repeat(500)))).hasSize(1);
    assertThat(new SizeRule().check(core("class A {}\n" + "//\n".repeat(499)))).isEmpty();
  }

  @Test
  void eight_parameters_are_too_many_for_a_constructor_but_not_for_a_record() {
    String parameters = "int a, int b, int c, int d, int e, int f, int g, int h";
    assertThat(new SizeRule().check(core("class A { A(" + parameters + ") {} }"))).hasSize(1);
    assertThat(new SizeRule().check(core("record A(" + parameters + ") {}"))).isEmpty();
  }

  @Test
  void imports_against_the_layers_are_found() {
    LayeringRule rule = new LayeringRule();
    assertThat(rule.check(core("import io.barnabas.broker.Main; class A {}"))).hasSize(1);
    assertThat(rule.check(core("import io.netty.channel.Channel; class A {}"))).hasSize(1);
    assertThat(rule.check(core("import org.apache.kafka.common.Uuid; class A {}"))).hasSize(1);
    assertThat(rule.check(core("import io.barnabas.record.RecordBatch; class A {}"))).isEmpty();
    JavaSource metadata =
        JavaSource.parse(
            Path.of("core/metadata/src/main/java/io/barnabas/metadata/A.java"),
            "import io.barnabas.log.PartitionLog; class A {}");
    assertThat(rule.check(metadata)).hasSize(1);
  }

  @Test
  void clocks_chance_and_threads_are_found_in_core() {
    DeterminismRule rule = new DeterminismRule();
    assertThat(rule.check(core("class A { long t = System.nanoTime(); }"))).hasSize(1);
    assertThat(rule.check(core("class A { Object r = new Random(); }"))).hasSize(1);
    assertThat(rule.check(core("class A { synchronized void m() {} }"))).hasSize(1);
    assertThat(rule.check(core("/** synchronized is a word here. */\nclass A {}"))).isEmpty();
  }

  @Test
  void documents_that_name_missing_things_are_found(@TempDir Path root) throws IOException {
    Files.createDirectories(root.resolve("core"));
    Files.writeString(root.resolve("core/RealThing.java"), "class RealThing {}");
    Files.writeString(
        root.resolve("A.md"),
        "`RealThing` and `core/RealThing.java`, but `NotThere` and [x](core/gone.md)\n");
    DocumentRule rule = new DocumentRule(new Checkout(root), Set.of());
    assertThat(rule.check(Path.of("A.md")))
        .extracting(Finding::message)
        .containsExactly(
            "names NotThere, which is not there", "names core/gone.md, which is not there");
  }
}
