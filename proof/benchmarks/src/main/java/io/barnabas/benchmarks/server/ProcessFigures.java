package io.barnabas.benchmarks.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What Linux tells about a process under {@code /proc}. */
public final class ProcessFigures {
  private static final double TICKS_PER_SECOND = 100;
  private static final int USER_TIME_AFTER_NAME = 11;
  private static final String RESIDENT = "VmRSS:";

  private final Path folder;

  /** Figures of the process with {@code pid}, for as long as it lives. */
  public ProcessFigures(long pid) {
    this.folder = Path.of("/proc", Long.toString(pid));
  }

  /** CPU time of all its threads so far, user and system, to a hundredth of a second. */
  public double cpuSeconds() throws IOException {
    return cpuSeconds(Files.readString(folder.resolve("stat")));
  }

  /** Resident memory in bytes. */
  public long residentBytes() throws IOException {
    return residentBytes(Files.readString(folder.resolve("status")));
  }

  /** How many files and sockets it has open. */
  public long openFiles() throws IOException {
    try (Stream<Path> descriptors = Files.list(folder.resolve("fd"))) {
      return descriptors.count();
    }
  }

  /** The name in parentheses may itself have spaces and parentheses: count from the last one. */
  static double cpuSeconds(String stat) {
    List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
    long ticks =
        Long.parseLong(fields.get(USER_TIME_AFTER_NAME))
            + Long.parseLong(fields.get(USER_TIME_AFTER_NAME + 1));
    return ticks / TICKS_PER_SECOND;
  }

  static long residentBytes(String status) {
    String line =
        status
            .lines()
            .filter(candidate -> candidate.startsWith(RESIDENT))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("No " + RESIDENT + " in the status"));
    return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
  }
}
