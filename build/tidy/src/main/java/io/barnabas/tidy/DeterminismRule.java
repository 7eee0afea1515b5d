package io.barnabas.tidy;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The core asks nobody for time, chance or threads but the interfaces it was handed (design rule
 * 1). The real environment is the one place where the world is let in.
 */
final class DeterminismRule implements JavaRule {
  private static final Pattern FORBIDDEN =
      Pattern.compile(
          "System\\.(currentTimeMillis|nanoTime)|Instant\\.now|LocalDate(Time)?\\.now|Clock\\.system|UUID\\.randomUUID"
              + "|new (Secure)?Random\\(|Math\\.random|ThreadLocalRandom|SplittableRandom"
              + "|new Thread\\b|Thread\\.(sleep|ofVirtual|ofPlatform|startVirtualThread)|\\bsynchronized\\b"
              + "|java\\.util\\.concurrent\\.(locks|Executors|ForkJoinPool|Semaphore|CountDownLatch|BlockingQueue)"
              + "|\\.(then\\w+|supply|run|handle|whenComplete)Async\\(|FileChannel|RandomAccessFile|java\\.net\\.Socket");

  @Override
  public List<Finding> check(JavaSource source) {
    List<Finding> findings = new ArrayList<>();
    String file = source.file().toString();
    if (!file.startsWith("core/") || source.isTest() || file.contains("/environment/real/")) {
      return findings;
    }
    List<String> lines = source.text().lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (!isComment(line) && FORBIDDEN.matcher(line).find() && !isOwnSimulation(file, line)) {
        findings.add(new Finding(source.file(), i + 1, "not in the core: " + line.strip()));
      }
    }
    return findings;
  }

  /** The simulated environment draws its chance from a generator that is seeded explicitly. */
  private static boolean isOwnSimulation(String file, String line) {
    return file.contains("/environment/simulated/")
        && (line.contains("SplittableRandom") || line.contains("new Random(seed"));
  }

  private static boolean isComment(String line) {
    String start = line.strip();
    return start.startsWith("*") || start.startsWith("//") || start.startsWith("/*");
  }
}
