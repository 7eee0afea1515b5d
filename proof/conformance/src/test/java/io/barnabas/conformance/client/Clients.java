package io.barnabas.conformance.client;

import io.barnabas.conformance.broker.Broker;
import java.util.HashMap;
import java.util.Map;

/** Makes the clients of one release for one broker. Settings are given as name, value, name... */
public record Clients(Broker broker, Release release) {
  private static final Map<String, String> COMMON =
      Map.of("request.timeout.ms", "12000", "reconnect.backoff.ms", "20");

  /** Clients of the newest release, for what is not the point of a test. */
  public static Clients newest(Broker broker) {
    return new Clients(broker, Release.V4_4);
  }

  /** A producer with acks=all, unless told otherwise. */
  public OfficialProducer producer(String... settings) {
    Map<String, String> all = settings(settings);
    all.putIfAbsent("acks", "all");
    all.putIfAbsent("linger.ms", "0");
    all.putIfAbsent("max.block.ms", "15000");
    all.putIfAbsent("delivery.timeout.ms", "20000");
    return OfficialClient.of(release).producer(all);
  }

  /**
   * A consumer that starts at the beginning where it has no other position, and commits nothing.
   */
  public OfficialConsumer consumer(String... settings) {
    Map<String, String> all = settings(settings);
    all.putIfAbsent("auto.offset.reset", "earliest");
    all.putIfAbsent("enable.auto.commit", "false");
    return OfficialClient.of(release).consumer(all);
  }

  /**
   * A consumer that belongs to a group as soon as it subscribes; fast to hear of changes, commits
   * nothing by itself, starts at the beginning where nothing is committed.
   */
  public OfficialConsumer member(String group, String... settings) {
    Map<String, String> all = settings(settings);
    all.put("group.id", group);
    if (!"consumer".equals(all.get("group.protocol"))) {
      all.putIfAbsent("session.timeout.ms", "10000");
      all.putIfAbsent("heartbeat.interval.ms", "100");
    }
    all.putIfAbsent("metadata.max.age.ms", "1000");
    all.putIfAbsent("retry.backoff.ms", "30");
    all.putIfAbsent("fetch.max.wait.ms", "100");
    all.putIfAbsent("auto.offset.reset", "earliest");
    all.putIfAbsent("enable.auto.commit", "false");
    return OfficialClient.of(release).consumer(all);
  }

  /** Groups, as the admin client sees them; since {@link Release#V2_8}. */
  public OfficialGroups groups() {
    return OfficialClient.of(release).groups(settings());
  }

  public OfficialAdmin admin() {
    return OfficialClient.of(release).admin(settings());
  }

  private Map<String, String> settings(String... namesAndValues) {
    Map<String, String> settings = new HashMap<>(COMMON);
    settings.put("bootstrap.servers", broker.bootstrapServers());
    for (int i = 0; i < namesAndValues.length; i += 2) {
      settings.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return settings;
  }
}
