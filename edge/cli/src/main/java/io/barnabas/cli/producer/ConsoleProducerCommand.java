package io.barnabas.cli.producer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.barnabas.cli.ClientSettings;
import io.barnabas.cli.Console;
import io.barnabas.cli.Tool;
import io.barnabas.cli.ToolVersion;
import io.barnabas.client.ClientConfig;
import io.barnabas.client.ClientProperties;
import io.barnabas.client.Cluster;
import io.barnabas.client.producer.DeliveryException;
import io.barnabas.client.producer.Producer;
import io.barnabas.client.producer.ProducerConfig;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command behind kafka-console-producer.sh. */
@Command(
    name = "kafka-console-producer.sh",
    versionProvider = ToolVersion.class,
    sortOptions = false,
    customSynopsis =
        "kafka-console-producer.sh --bootstrap-server HOST:PORT --topic TOPIC [OPTION]...",
    description = "Sends each line of standard input as a record.",
    footer = {
      "",
      "Examples:",
      "  echo hello | kafka-console-producer.sh --bootstrap-server localhost:9092 --topic greetings",
      "  kafka-console-producer.sh --bootstrap-server localhost:9092 --topic orders \\",
      "    --reader-property parse.key=true --reader-property key.separator=:"
    })
public final class ConsoleProducerCommand implements Callable<Integer> {
  private static final int DONE = 0;
  private static final int FAILED = 1;
  private static final int INPUT_BUFFER_CHARS = 1 << 16;

  private final Console console;

  @Option(
      names = {"--bootstrap-server", "--broker-list"},
      paramLabel = "HOST:PORT",
      required = true,
      description = "A broker of the cluster, or several separated by commas. Required.")
  private String bootstrapServer = "";

  @Option(
      names = "--topic",
      paramLabel = "TOPIC",
      required = true,
      description = "The topic to send to. Required.")
  private String topic = "";

  @Option(
      names = {"--reader-property", "--property"},
      paramLabel = "NAME=VALUE",
      description = {
        "How lines are taken apart. May be repeated. With their defaults:",
        "parse.key=false, parse.headers=false, ignore.error=false,",
        "key.separator=\\t, headers.delimiter=\\t, headers.separator=,",
        "headers.key.separator=: and null.marker, which has none.",
        "With all parts a line is  h1:v1,h2:v2 TAB key TAB value"
      })
  private List<String> readerProperties = new ArrayList<>();

  @Option(
      names = "--reader-config",
      paramLabel = "FILE",
      description = "A properties file with the same.")
  private @Nullable Path readerFile;

  @Mixin private final SendingOptions sending = new SendingOptions();

  public ConsoleProducerCommand(Console console) {
    this.console = console;
  }

  /** Runs the tool. */
  public static void main(String[] arguments) {
    Tool.main(ConsoleProducerCommand::new, arguments);
  }

  @Override
  public Integer call() throws IOException {
    ReaderConfig reading =
        ReaderConfig.from(ClientSettings.merged(readerFile, readerProperties).values());
    ClientProperties properties =
        sending.properties().overriddenBy(Map.of("bootstrap.servers", bootstrapServer));
    try (Cluster cluster = new Cluster(ClientConfig.from(properties, "console-producer"))) {
      Producer producer = new Producer(cluster, ProducerConfig.from(properties));
      return sendLines(producer, new LineParser(topic, reading)) ? DONE : FAILED;
    }
  }

  /** Lines that are there together are sent together; nothing waits for a line to come. */
  private boolean sendLines(Producer producer, LineParser parser) throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(console.in(), UTF_8), INPUT_BUFFER_CHARS);
    boolean allSent = true;
    try {
      String line;
      while ((line = nextLine(lines)) != null) {
        String current = line;
        boolean flush = sending.sync || !lines.ready();
        allSent &= attempt(() -> producer.send(parser.parse(current, System.currentTimeMillis())));
        allSent &= !flush || attempt(producer::flush);
      }
    } finally {
      allSent &= attempt(producer::flush);
    }
    return allSent;
  }

  private @Nullable String nextLine(BufferedReader lines) throws IOException {
    if (isInteractive()) {
      console.out().print(">");
      console.out().flush();
    }
    return lines.readLine();
  }

  @SuppressWarnings("SystemConsoleNull") // it may be, where the JVM has no console module
  private boolean isInteractive() {
    java.io.Console terminal = System.console();
    return console.in() == System.in && terminal != null && terminal.isTerminal();
  }

  /** Records that could not be sent are reported, and those after them are still tried. */
  private boolean attempt(Runnable sending) {
    try {
      sending.run();
      return true;
    } catch (DeliveryException e) {
      console.err().println("kafka-console-producer.sh: " + e.getMessage());
      return false;
    }
  }
}
