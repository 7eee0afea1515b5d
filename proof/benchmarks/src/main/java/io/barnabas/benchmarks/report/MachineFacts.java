package io.barnabas.benchmarks.report;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** When and on what a run took place. */
public final class MachineFacts {
  private MachineFacts() {}

  /** A few lines of Markdown; {@code data} lies where the brokers keep theirs. */
  public static String describe(Path data) throws IOException {
    return """
        - run of %s
        - %d cores (%s), load average before the run %.2f
        - %s %s, file system %s
        - %s %s
        """
        .formatted(
            Instant.now().truncatedTo(ChronoUnit.MINUTES),
            Runtime.getRuntime().availableProcessors(),
            processor(Files.readString(Path.of("/proc/cpuinfo"))),
            ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
            System.getProperty("os.name"),
            System.getProperty("os.version"),
            Files.getFileStore(data).type(),
            System.getProperty("java.vm.name"),
            System.getProperty("java.vm.version"));
  }

  static String processor(String cpuInfo) {
    return cpuInfo
        .lines()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("model name"))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse(System.getProperty("os.arch"));
  }
}
