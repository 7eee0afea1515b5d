package io.barnabas.conformance.durability;

import io.barnabas.conformance.broker.Broker;
import io.barnabas.conformance.broker.Command;
import io.barnabas.conformance.durability.Acknowledged.Place;
import io.barnabas.conformance.durability.JavaWriter.Kind;
import io.barnabas.conformance.group.Eventually;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The writers of one topic, those that have ended too. */
final class Fleet {
  private static final int KCAT_PARTITION = 0;

  private final Broker broker;
  private final String topic;
  private final int partitions;
  private final List<Writer> writers = new ArrayList<>();
  private final List<Writer> writing = new ArrayList<>();

  Fleet(Broker broker, String topic, int partitions) {
    this.broker = broker;
    this.topic = topic;
    this.partitions = partitions;
  }

  /** Starts official producers of several kinds. */
  void startProducers(String suffix) {
    List.of(
            Kind.idempotent("idempotent" + suffix, "none"),
            Kind.idempotent("compressing" + suffix, "lz4"),
            Kind.plain("plain" + suffix, "all"),
            Kind.plain("leader" + suffix, "1"))
        .forEach(kind -> join(JavaWriter.start(kind, broker, topic, partitions)));
  }

  /** Starts kcat, if there is one on this machine. */
  void startKcat(String suffix) throws IOException {
    if (isKcatInstalled()) {
      join(KcatWriter.start("kcat" + suffix, broker, topic, KCAT_PARTITION));
    }
  }

  /** Waits until every writer that writes has had that many more records acknowledged. */
  void awaitEachAcknowledged(int more) {
    Map<Writer, Integer> before = new HashMap<>();
    writing.forEach(writer -> before.put(writer, writer.acknowledged().count()));
    Eventually.holds(
        () ->
            writing.stream()
                .allMatch(w -> w.acknowledged().count() >= before.getOrDefault(w, 0) + more),
        () -> writing.stream().map(w -> w.name() + " " + w.acknowledged().count()).toList());
  }

  /** What was acknowledged so far, of all writers that ever were. */
  Map<Writer, Map<Long, Place>> acknowledged() {
    Map<Writer, Map<Long, Place>> all = new HashMap<>();
    writers.forEach(writer -> all.put(writer, writer.acknowledged().soFar()));
    return all;
  }

  List<String> failures() {
    return writers.stream().flatMap(writer -> writer.failures().stream()).toList();
  }

  /** Compares what was acknowledged until a moment with what a consumer now reads. */
  Verdict verdict(Map<Writer, Map<Long, Place>> acknowledged) {
    return Verdict.of(acknowledged, Found.in(broker, topic, partitions));
  }

  /** Ends the kcat, which has lost its broker. */
  void abandonKcat() throws IOException {
    for (Writer writer : List.copyOf(writing)) {
      if (writer instanceof KcatWriter) {
        writer.abandon();
        writing.remove(writer);
      }
    }
  }

  void abandonAll() throws IOException {
    for (Writer writer : writing) {
      writer.abandon();
    }
    writing.clear();
  }

  void finishAll() throws IOException {
    for (Writer writer : writing) {
      writer.finish();
    }
    writing.clear();
  }

  private void join(Writer writer) {
    writers.add(writer);
    writing.add(writer);
  }

  private static boolean isKcatInstalled() {
    try {
      return Command.run("", List.of("kcat", "-V")).exitCode() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
