package io.barnabas.benchmarks.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What Linux keeps of files in memory. */
public final class PageCache {
  private PageCache() {}

  /** Has the files under {@code folder} written back and forgotten; needs no rights but theirs. */
  public static void forget(Path folder) throws IOException {
    BrokerProcess.writeBackDirtyPages(folder);
    BrokerProcess.runToEnd(
        List.of(
            "find",
            folder.toString(),
            "-name",
            "*.log",
            "-size",
            "+0",
            "-exec",
            "dd",
            "if={}",
            "iflag=nocache",
            "count=0",
            "status=none",
            ";"),
        folder.resolve("forget.out"));
  }
}
