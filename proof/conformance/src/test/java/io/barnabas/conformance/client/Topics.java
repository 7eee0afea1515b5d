package io.barnabas.conformance.client;

import io.barnabas.conformance.broker.Broker;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Topics that no other test uses. */
public final class Topics {
  private static final AtomicInteger NEXT = new AtomicInteger();
  private static final long END = -1;
  private static final int ATTEMPTS = 100;
  private static final long RUN = ProcessHandle.current().pid();

  private Topics() {}

  /** A name that has not been used in this run. */
  public static String name(String about) {
    return about + "-" + RUN + "-" + NEXT.incrementAndGet();
  }

  /** A new topic of one partition. */
  public static String create(Broker broker, String about) {
    return create(broker, about, 1, Map.of());
  }

  /** A new topic with one replica, made by the newest client. */
  public static String create(
      Broker broker, String about, int partitions, Map<String, String> configs) {
    String name = name(about);
    try (OfficialAdmin admin = Clients.newest(broker).admin()) {
      admin.createTopic(name, partitions, 1, configs);
      awaitLeaders(admin, name, partitions);
    }
    return name;
  }

  /** Other releases, and acks=0, do not forgive a leader that is still taking over. */
  private static void awaitLeaders(OfficialAdmin admin, String name, int partitions) {
    for (int attempt = 1; ; attempt++) {
      try {
        IntStream.range(0, partitions).forEach(p -> admin.offsetAt(name, p, END));
        return;
      } catch (RefusedException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }
}
