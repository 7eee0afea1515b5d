package io.barnabas.broker;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * How long ago the broker's process began, its start script included. {@link ProcessHandle} would
 * tell, but on Linux it adds to a boot time that is known in whole seconds.
 */
final class ProcessAge {
  private static final Path STAT = Path.of("/proc/self/stat");
  private static final Path UPTIME = Path.of("/proc/uptime");

  /** The unit of {@code starttime} (proc(5)): USER_HZ is 100 wherever this broker runs. */
  private static final int MS_PER_TICK = 10;

  /** The place of {@code starttime}, the 22nd field, among those behind the command's name. */
  private static final int START_FIELD = 22 - 3;

  private ProcessAge() {}

  /** The age in milliseconds; after a build, that of the JVM, for the script was busy building. */
  static long ms() {
    if (Boolean.getBoolean("barnabas.built")) {
      return ManagementFactory.getRuntimeMXBean().getUptime();
    }
    try {
      return ms(Files.readString(STAT), Files.readString(UPTIME));
    } catch (IOException notLinux) {
      Instant now = Instant.now();
      return ProcessHandle.current()
          .info()
          .startInstant()
          .map(start -> Duration.between(start, now).toMillis())
          .orElse(0L);
    }
  }

  /**
   * The same from the contents of the two files.
   *
   * @param stat of the process; the command's name in it may have spaces and parentheses
   * @param uptime of the system, in seconds
   */
  static long ms(String stat, String uptime) {
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    String uptimeSeconds = uptime.substring(0, uptime.indexOf(' '));
    long uptimeMs = new BigDecimal(uptimeSeconds).movePointRight(3).longValueExact();
    return uptimeMs - Long.parseLong(fields[START_FIELD]) * MS_PER_TICK;
  }
}
