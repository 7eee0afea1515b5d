package io.barnabas.broker;

import io.barnabas.broker.storage.ForeignDirectoryException;
import io.barnabas.broker.takeover.TakeoverRefusedException;
import io.barnabas.log.LogException;
import io.barnabas.metadata.config.BrokerConfig;
import io.barnabas.metadata.config.HostDefaults;
import io.barnabas.metadata.config.InvalidConfigException;
import io.barnabas.metadata.store.MetadataStoreException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionException;

/**
 * Starts a broker as a process. What keeps it from starting is told in one line, and the exit
 * status is 1.
 */
public final class Main {
  private Main() {}

  /** Runs a broker until the process is told to end. */
  public static void main(String[] arguments) {
    try {
      CommandLine commandLine = CommandLine.parse(List.of(arguments));
      BrokerConfig config = BrokerConfig.parse(commandLine.properties(), hostDefaults());
      config.warnings().forEach(warning -> System.err.println("Warning: " + warning));
      BrokerProcess process = BrokerProcess.start(config);
      Runtime.getRuntime().addShutdownHook(new Thread(process::stop, "shutdown"));
      System.out.println(readyLine(process.addresses()));
    } catch (RuntimeException | Error failure) {
      System.err.println("Barnabas can't start: " + reason(failure));
      // Shards and disk threads may be running already.
      Runtime.getRuntime().halt(1);
    }
  }

  private static HostDefaults hostDefaults() {
    Path home = Path.of(System.getProperty("barnabas.home", "."));
    return HostDefaults.of(
        Runtime.getRuntime().availableProcessors(), home.resolve("data").normalize().toString());
  }

  private static String readyLine(List<InetSocketAddress> addresses) {
    InetSocketAddress first = addresses.getFirst();
    String host = first.getAddress().isAnyLocalAddress() ? "localhost" : first.getHostString();
    String address = host + ":" + first.getPort();
    return "Barnabas is ready at %s after %d ms. Try: bin/kafka-topics.sh --create --topic greetings --bootstrap-server %s"
        .formatted(address, ProcessAge.ms(), address);
  }

  /** What to tell the operator, in one line. */
  static String reason(Throwable failure) {
    Throwable cause = failure.getCause();
    return switch (failure) {
      case CompletionException wrapper when cause != null -> reason(cause);
      case InvalidConfigException e -> String.valueOf(e.getMessage());
      case ForeignDirectoryException e -> String.valueOf(e.getMessage());
      case TakeoverRefusedException e -> String.valueOf(e.getMessage());
      case MetadataStoreException e -> String.valueOf(e.getMessage());
      case LogException e -> String.valueOf(e.getMessage());
      case BindException e -> String.valueOf(e.getMessage());
      default -> failure.toString();
    };
  }
}
