package io.barnabas.conformance.client;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Reads a known number of records. */
public final class Reading {
  private static final int POLL_MS = 500;
  private static final int POLLS = 60;

  private Reading() {}

  /** Polls until {@code count} records are there, or for half a minute without enough. */
  public static List<Incoming> atLeast(OfficialConsumer consumer, int count) {
    List<Incoming> records = new ArrayList<>();
    for (int poll = 0; poll < POLLS && records.size() < count; poll++) {
      records.addAll(consumer.poll(POLL_MS));
    }
    return records;
  }

  /** Reads that many records from the start of the topic's first partitions. */
  public static List<Incoming> fromStart(Clients clients, String topic, int partitions, int count) {
    try (OfficialConsumer consumer = clients.consumer()) {
      int[] all = IntStream.range(0, partitions).toArray();
      consumer.assign(topic, all);
      consumer.seekToBeginning(topic, all);
      return atLeast(consumer, count);
    }
  }
}
