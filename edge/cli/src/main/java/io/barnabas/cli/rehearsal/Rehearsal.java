package io.barnabas.cli.rehearsal;

import io.barnabas.client.ClientConfig;
import io.barnabas.client.ClientException;
import io.barnabas.client.Cluster;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs every tool against a broker of its own, and the scenes, so that both JVMs can write down
 * which classes they load and how their busy methods behave (JEP 514, 515). bin/launch keeps what
 * they write: starts are several times as quick from then on, and a broker's methods are compiled
 * for good when they are first used, rather than beside the work of its first minutes.
 */
public final class Rehearsal {
  /** The JVM writes the cache as it ends. */
  private static final int PATIENCE_SECONDS = 120;

  private Rehearsal() {}

  /**
   * Rehearses; ends with 0 if all went well.
   *
   * @param arguments a folder for the broker's data, which the caller removes, and the command that
   *     starts a broker
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    String server = "127.0.0.1:" + freePort();
    List<String> command = new ArrayList<>(List.of(arguments).subList(1, arguments.length));
    command.addAll(
        List.of(
            "--override", "listeners=PLAINTEXT://" + server,
            "--override", "log.dirs=" + arguments[0],
            "--override", "group.initial.rebalance.delay.ms=0"));
    Process broker = new ProcessBuilder(command).inheritIO().start();
    List<String> failures = new ArrayList<>();
    try {
      failures.addAll(rehearse(server, Path.of(arguments[0])));
    } finally {
      end(broker);
    }
    failures.forEach(System.err::println);
    System.exit(failures.isEmpty() ? 0 : 1);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void end(Process broker) throws InterruptedException {
    broker.destroy();
    if (!broker.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      broker.destroyForcibly();
    }
  }

  private static List<String> rehearse(String server, Path folder) {
    List<String> failures = new ArrayList<>(new ToolRehearsal(server, folder).run());
    try (Cluster cluster = new Cluster(ClientConfig.of(server, "rehearsal"))) {
      new Scenes(cluster, Scenes.ENOUGH).play();
    } catch (ClientException e) {
      failures.add("The scenes failed: " + e);
    }
    return failures;
  }
}
