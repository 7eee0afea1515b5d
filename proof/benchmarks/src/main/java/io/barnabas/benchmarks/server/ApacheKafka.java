package io.barnabas.benchmarks.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Apache Kafka as its own scripts start it: broker and controller in one process, the settings of
 * its config/server.properties, the heap and collector of its kafka-server-start.sh, formatted
 * beforehand. The time the scripts themselves take is left out, in its favour.
 *
 * @param title how the table calls it
 * @param libraries the folder of its jars
 * @param loggingConfig a log4j2 configuration
 * @param moreSettings {@code name=value} each, besides those of its file
 */
public record ApacheKafka(
    String title, Path libraries, Path loggingConfig, List<String> moreSettings)
    implements Contestant {
  private static final String CLUSTER_ID = "4L6g3nShT-eMCtK--X86sw";

  private static final List<String> JVM_OPTIONS =
      List.of(
          "-Xmx1G",
          "-Xms1G",
          "-server",
          "-XX:+UseG1GC",
          "-XX:MaxGCPauseMillis=20",
          "-XX:InitiatingHeapOccupancyPercent=35",
          "-XX:+ExplicitGCInvokesConcurrent",
          "-XX:MaxInlineLevel=15",
          "-Djava.awt.headless=true",
          "-Dcom.sun.management.jmxremote",
          "-Dcom.sun.management.jmxremote.authenticate=false",
          "-Dcom.sun.management.jmxremote.ssl=false");

  @Override
  public List<String> prepare(Path folder, int port) throws IOException {
    Path settings = folder.resolve("server.properties");
    Files.writeString(
        settings,
        settings(port, BrokerProcess.freePort(), folder.resolve("kraft-combined-logs"))
            + String.join("\n", moreSettings));
    format(folder, settings);
    List<String> command = new ArrayList<>(List.of(java()));
    command.addAll(JVM_OPTIONS);
    command.add(
        "-Xlog:gc*:file=%s:time,tags:filecount=10,filesize=100M"
            .formatted(folder.resolve("kafkaServer-gc.log")));
    command.addAll(logging(folder));
    command.addAll(List.of("-cp", classPath(), "kafka.Kafka", settings.toString()));
    return command;
  }

  private static String settings(int port, int controllerPort, Path logs) {
    return """
        process.roles=broker,controller
        node.id=1
        controller.quorum.bootstrap.servers=localhost:%2$d
        listeners=PLAINTEXT://localhost:%1$d,CONTROLLER://localhost:%2$d
        inter.broker.listener.name=PLAINTEXT
        advertised.listeners=PLAINTEXT://localhost:%1$d,CONTROLLER://localhost:%2$d
        controller.listener.names=CONTROLLER
        listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT
        num.network.threads=3
        num.io.threads=8
        socket.send.buffer.bytes=102400
        socket.receive.buffer.bytes=102400
        socket.request.max.bytes=104857600
        log.dirs=%3$s
        num.partitions=1
        num.recovery.threads.per.data.dir=1
        offsets.topic.replication.factor=1
        share.coordinator.state.topic.replication.factor=1
        share.coordinator.state.topic.min.isr=1
        transaction.state.log.replication.factor=1
        transaction.state.log.min.isr=1
        log.retention.hours=168
        log.segment.bytes=1073741824
        log.retention.check.interval.ms=300000
        """
        .formatted(port, controllerPort, logs);
  }

  private void format(Path folder, Path settings) throws IOException {
    List<String> command = new ArrayList<>(List.of(java(), "-Xmx256M"));
    command.addAll(logging(folder));
    command.addAll(List.of("-cp", classPath(), "kafka.tools.StorageTool", "format"));
    command.addAll(List.of("--standalone", "-t", CLUSTER_ID, "-c", settings.toString()));
    BrokerProcess.runToEnd(command, folder.resolve("format.out"));
  }

  private List<String> logging(Path folder) {
    return List.of("-Dkafka.logs.dir=" + folder, "-Dlog4j2.configurationFile=" + loggingConfig);
  }

  private String classPath() {
    return libraries.resolve("*").toString();
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }
}
