package io.barnabas.benchmarks.server;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import io.barnabas.benchmarks.report.TopFrames;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.stream.Stream;

/**
 * async-profiler, attached to the running broker for each measured window. Leaves a flame graph and
 * collapsed stacks for each, and prints in which frames the time went.
 */
public final class AsyncProfiler implements Profiler {
  private static final Map<String, String> FOLDERS =
      Map.of("amd64", "linux-x64", "aarch64", "linux-arm64");

  private static final int TOP_FRAMES = 20;

  private final Path library;
  private final Path output;

  private AsyncProfiler(Path library, Path output) {
    this.library = library;
    this.output = output;
  }

  /**
   * Unpacks the native library from the published jar.
   *
   * @param output a folder for the profiles
   */
  public static AsyncProfiler unpack(Path jar, Path output) throws IOException {
    Files.createDirectories(output);
    Path library = output.resolve("libasyncProfiler.so");
    String folder = FOLDERS.get(System.getProperty("os.arch"));
    try (FileSystem contents = FileSystems.newFileSystem(jar)) {
      Files.copy(
          contents.getPath(folder + "/libasyncProfiler.so"),
          library,
          StandardCopyOption.REPLACE_EXISTING);
    }
    return new AsyncProfiler(library, output);
  }

  @Override
  public void begin(long pid) throws IOException {
    command(pid, "start,event=ctimer,interval=1ms");
  }

  @Override
  public void end(long pid, String title) throws IOException {
    Path file = output.resolve(title.replaceAll("[^A-Za-z0-9.-]+", "-"));
    command(pid, "dump,flamegraph,file=" + file + ".html");
    command(pid, "stop,collapsed,file=" + file + ".collapsed");
    try (Stream<String> stacks = Files.lines(Path.of(file + ".collapsed"))) {
      TopFrames.of(stacks, TOP_FRAMES).forEach(System.err::println);
    }
  }

  private void command(long pid, String options) throws IOException {
    try {
      VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
      try {
        machine.loadAgentPath(library.toAbsolutePath().toString(), options);
      } finally {
        machine.detach();
      }
    } catch (AttachNotSupportedException | AgentLoadException | AgentInitializationException e) {
      throw new IOException("async-profiler could not be attached to process " + pid, e);
    }
  }
}
