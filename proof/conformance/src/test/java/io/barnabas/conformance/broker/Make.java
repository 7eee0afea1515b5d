package io.barnabas.conformance.broker;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Whose broker it is, and how a process of it is started. */
public interface Make {
  /**
   * Makes a folder ready for a start and gives the command for it.
   *
   * @param java the program
   * @param commonOptions of the virtual machine
   */
  List<String> prepare(BrokerSettings settings, String java, List<String> commonOptions)
      throws IOException;

  /**
   * The one under test: ours, unless {@code -Dconformance.kafka} names a folder with Apache Kafka's
   * jars. A scenario that is right passes with both; what only ours has is not asked of the other.
   */
  static Make underTest() {
    String jars = System.getProperty("conformance.kafka", "");
    return jars.isEmpty() ? new Barnabas() : new ApacheKafka(Path.of(jars));
  }

  /** Genuine Apache Kafka, of the jars in a folder. */
  static Make apacheKafka(Path jars) {
    return new ApacheKafka(jars);
  }
}
