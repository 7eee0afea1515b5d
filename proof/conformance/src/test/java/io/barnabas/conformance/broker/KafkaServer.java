package io.barnabas.conformance.broker;

import java.io.IOException;
import java.nio.file.Path;

/** Releases of Apache Kafka whose server the build has at hand. */
public enum KafkaServer {
  V3_9("3.9"),
  V4_3("4.3");

  private final Path jars;

  KafkaServer(String folder) {
    this.jars = Path.of("target", "kafka-servers", folder);
  }

  /** Starts it, broker and controller in one process, and waits until it takes connections. */
  public BrokerProcess start(BrokerSettings settings) throws IOException {
    return BrokerProcess.start(settings.madeBy(new ApacheKafka(jars)));
  }
}
