package io.barnabas.conformance.durability;

import io.barnabas.conformance.broker.BrokerProcess;
import io.barnabas.conformance.broker.BrokerSettings;
import io.barnabas.conformance.client.Topics;
import io.barnabas.conformance.durability.Acknowledged.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;

/**
 * A broker whose data is on an {@link XfsDisk}: its power is cut while clients write, the process
 * is killed, the disk comes back, the broker starts again, and a consumer looks for what was
 * acknowledged before.
 *
 * @param settings of the broker; its data goes to the disk, its output stays outside
 * @param rounds how often, each time on what the time before has left
 * @param seed chooses the moments
 * @param syncsBeforeLoad whether all that is there before the clients write is synced from outside:
 *     Apache Kafka does not do it itself, and does not start when its first files are lost
 */
record PowerCuts(BrokerSettings settings, int rounds, long seed, boolean syncsBeforeLoad) {
  private static final int PARTITIONS = 6;
  private static final int LEAST_RECORDS = 50;
  private static final int MOST_RECORDS = 500;

  /** Why it can't be done on this machine; empty if it can. */
  static String obstacle(Path folder) {
    try {
      XfsDisk.mountedUnder(Files.createDirectories(folder)).close();
      return "";
    } catch (IOException e) {
      return "a power cut needs root, loop devices and xfsprogs: " + e.getMessage();
    }
  }

  /** Does it, and gives the verdict after the last cut on the records of all rounds. */
  Verdict run() throws IOException {
    Random random = new Random(seed);
    Files.createDirectories(settings.folder());
    try (XfsDisk disk = XfsDisk.mountedUnder(settings.folder())) {
      BrokerSettings onDisk = settings.with("log.dirs", disk.folder().resolve("data").toString());
      BrokerProcess broker = BrokerProcess.start(onDisk);
      try {
        String topic = Topics.create(broker.broker(), "power", PARTITIONS, Map.of());
        Fleet fleet = new Fleet(broker.broker(), topic, PARTITIONS);
        Map<Writer, Map<Long, Place>> acknowledged = Map.of();
        for (int round = 1; round <= rounds; round++) {
          if (syncsBeforeLoad) {
            disk.sync();
          }
          write(fleet, round, LEAST_RECORDS + random.nextInt(MOST_RECORDS - LEAST_RECORDS));
          disk.cutPower();
          broker.kill();
          acknowledged = fleet.acknowledged();
          fleet.abandonAll();
          disk.restorePower();
          broker = BrokerProcess.start(onDisk);
        }
        return fleet.verdict(acknowledged);
      } finally {
        broker.close();
      }
    }
  }

  /** New writers each time, as a broker that has lost records confuses the old ones. */
  private static void write(Fleet fleet, int round, int records) throws IOException {
    fleet.startProducers("-" + round);
    fleet.startKcat("-" + round);
    fleet.awaitEachAcknowledged(records);
  }
}
