package io.barnabas.tidy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A document names only paths and classes that are there. Looks at what stands in code quotes and
 * in links.
 */
final class DocumentRule {
  private static final Pattern QUOTED = Pattern.compile("`([^`\\n]+)`|\\]\\(([^)#\\s]+)");
  private static final Pattern PATH =
      Pattern.compile("(core|edge|proof|build|bin|config|decisions)/[\\w./-]*[\\w/]|[\\w-]+\\.md");
  private static final Pattern CLASS =
      Pattern.compile("[A-Z][a-z0-9]+(?:[A-Z][a-z0-9]*)+(?:\\.java)?");

  /**
   * Names in the same form as our classes that are not ours: other people's classes, tools and
   * messages.
   */
  private final Set<String> foreign;

  private final Checkout checkout;
  private final Set<String> classes;

  DocumentRule(Checkout checkout, Set<String> foreign) {
    this.checkout = checkout;
    this.foreign = foreign;
    this.classes =
        checkout.files(".java").stream()
            .map(file -> file.getFileName().toString().replace(".java", ""))
            .collect(Collectors.toSet());
  }

  List<Finding> check(Path document) {
    List<Finding> findings = new ArrayList<>();
    List<String> lines = checkout.read(document).lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      Matcher quoted = QUOTED.matcher(lines.get(i));
      while (quoted.find()) {
        String name = quoted.group(1) != null ? quoted.group(1) : quoted.group(2);
        if (isMissing(document, name.strip())) {
          findings.add(new Finding(document, i + 1, "names " + name + ", which is not there"));
        }
      }
    }
    return findings;
  }

  private boolean isMissing(Path document, String name) {
    if (PATH.matcher(name).matches()) {
      Path beside = checkout.root().resolve(document).resolveSibling(name);
      return !Files.exists(checkout.root().resolve(name)) && !Files.exists(beside);
    }
    String className = name.replace(".java", "");
    return CLASS.matcher(name).matches()
        && !classes.contains(className)
        && !foreign.contains(className);
  }
}
