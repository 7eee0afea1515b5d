package io.barnabas.conformance.client;

import java.util.EnumMap;
import java.util.Map;

/** One release of kafka-clients. Configurations are the release's own names and values. */
public interface OfficialClient {
  /** A producer of strings; {@code settings} must name the bootstrap servers. */
  OfficialProducer producer(Map<String, String> settings);

  /** A consumer of strings; {@code settings} must name the bootstrap servers. */
  OfficialConsumer consumer(Map<String, String> settings);

  /** An admin client; since {@link Release#V0_11}. */
  OfficialAdmin admin(Map<String, String> settings);

  /** An admin client for groups; since {@link Release#V2_8}. */
  OfficialGroups groups(Map<String, String> settings);

  /** The release, loaded on first use and kept. */
  static OfficialClient of(Release release) {
    return Loaded.of(release);
  }

  /** The releases loaded so far. */
  final class Loaded {
    private static final Map<Release, OfficialClient> CLIENTS = new EnumMap<>(Release.class);
    private static final String ADAPTER = "io.barnabas.conformance.adapter.KafkaClient";

    private Loaded() {}

    private static synchronized OfficialClient of(Release release) {
      return CLIENTS.computeIfAbsent(release, Loaded::load);
    }

    private static OfficialClient load(Release release) {
      try {
        return (OfficialClient)
            ReleaseClassLoader.of(release)
                .loadClass(ADAPTER)
                .getConstructor(Release.class)
                .newInstance(release);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("Release " + release + " can't be loaded", e);
      }
    }
  }
}
