package io.barnabas.benchmarks.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A broker that can be started for a comparison. */
public sealed interface Contestant permits ApacheKafka, Barnabas {
  /** What the table calls the broker to compare with. */
  String APACHE_KAFKA = "Apache Kafka 4.3.1";

  /** The same, syncing after every batch. */
  String KAFKA_SYNCING = APACHE_KAFKA + ", syncing";

  /** What the table calls this broker. */
  String BARNABAS = "Barnabas";

  /** The same without its journal. */
  String BARNABAS_PAGECACHE = BARNABAS + ", pagecache";

  /** How the table calls it. */
  String title();

  /**
   * Does what must be done once before the first start, and gives the command that starts the
   * broker. The command's process becomes the broker's.
   *
   * @param folder an empty folder for data, configuration and logs
   * @param port where the broker is to listen, on the loopback address
   */
  List<String> prepare(Path folder, int port) throws IOException;
}
