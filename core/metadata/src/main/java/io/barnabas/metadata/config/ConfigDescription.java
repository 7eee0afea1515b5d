package io.barnabas.metadata.config;

import io.barnabas.metadata.config.ConfigEntry.Synonym;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Describes configs with their sources and synonyms, as Kafka's brokers do. */
public final class ConfigDescription {
  private static final List<ConfigSource> BROKER_SOURCES =
      List.of(
          ConfigSource.DYNAMIC_BROKER_CONFIG,
          ConfigSource.DYNAMIC_DEFAULT_BROKER_CONFIG,
          ConfigSource.STATIC_BROKER_CONFIG,
          ConfigSource.DEFAULT_CONFIG);

  private final BrokerConfig broker;

  public ConfigDescription(BrokerConfig broker) {
    this.broker = broker;
  }

  /** All configs of a topic, given what is set for it. */
  public List<ConfigEntry> ofTopic(Map<String, String> overrides) {
    return ConfigTable.TOPIC.keys().stream().map(key -> topicEntry(key, overrides)).toList();
  }

  private ConfigEntry topicEntry(ConfigKey key, Map<String, String> overrides) {
    List<Synonym> synonyms = new ArrayList<>();
    String own = overrides.get(key.name());
    if (own != null) {
      synonyms.add(new Synonym(key.name(), own, ConfigSource.DYNAMIC_TOPIC_CONFIG));
    }
    List<ConfigSynonyms.BrokerName> names = ConfigSynonyms.ofTopic(key.name());
    if (!names.isEmpty()) {
      synonyms.addAll(brokerSynonyms(names.getFirst().name()));
    }
    String inherited = TopicConfig.inherited(broker.layers(), key.name());
    String value = own != null ? own : Objects.requireNonNullElse(inherited, key.defaultValue());
    return new ConfigEntry(key, value, sourceOf(synonyms), false, List.copyOf(synonyms));
  }

  /** All configs of a group, given what is set for it. */
  public List<ConfigEntry> ofGroup(Map<String, String> overrides) {
    return ConfigTable.GROUP.keys().stream().map(key -> groupEntry(key, overrides)).toList();
  }

  private ConfigEntry groupEntry(ConfigKey key, Map<String, String> overrides) {
    ConfigEntry inherited =
        brokerEntry(ConfigTable.BROKER.require(GroupOverrides.brokerName(key.name())));
    List<Synonym> synonyms = new ArrayList<>();
    String own = overrides.get(key.name());
    if (own != null) {
      synonyms.add(new Synonym(key.name(), own, ConfigSource.DYNAMIC_GROUP_CONFIG));
    }
    synonyms.addAll(inherited.synonyms());
    String value = own != null ? own : inherited.value();
    return new ConfigEntry(key, value, sourceOf(synonyms), false, List.copyOf(synonyms));
  }

  /** All configs of this broker. */
  public List<ConfigEntry> ofBroker() {
    return ConfigTable.BROKER.keys().stream().map(this::brokerEntry).toList();
  }

  private ConfigEntry brokerEntry(ConfigKey key) {
    List<Synonym> synonyms = brokerSynonyms(key.name());
    String text = broker.layers().text(key.name());
    String value = text != null ? text : broker.defaultText(key);
    return entry(key, value, synonyms);
  }

  /** The configs set at run time for all brokers. */
  public List<ConfigEntry> ofAllBrokers() {
    List<ConfigEntry> entries = new ArrayList<>();
    broker
        .layers()
        .dynamicDefault()
        .forEach(
            (name, value) -> {
              ConfigKey key = ConfigTable.BROKER.find(name);
              if (key != null) {
                entries.add(
                    entry(
                        key,
                        value,
                        brokerSynonyms(name).stream()
                            .filter(s -> s.source() == ConfigSource.DYNAMIC_DEFAULT_BROKER_CONFIG)
                            .toList()));
              }
            });
    return List.copyOf(entries);
  }

  private static ConfigEntry entry(ConfigKey key, @Nullable String value, List<Synonym> synonyms) {
    String shown = key.isSensitive() ? null : value;
    boolean readOnly = key.updateMode() == UpdateMode.READ_ONLY;
    return new ConfigEntry(key, shown, sourceOf(synonyms), readOnly, synonyms);
  }

  private static ConfigSource sourceOf(List<Synonym> synonyms) {
    return synonyms.isEmpty() ? ConfigSource.DEFAULT_CONFIG : synonyms.getFirst().source();
  }

  /**
   * Where a broker's config is set under any of its names, nearest first. As in Kafka, what comes
   * before the first value under the name itself is left out: with only {@code log.retention.hours}
   * set, {@code log.retention.ms} has no synonyms.
   */
  private List<Synonym> brokerSynonyms(String name) {
    List<Synonym> synonyms = new ArrayList<>();
    for (ConfigSource source : BROKER_SOURCES) {
      for (String synonym : ConfigSynonyms.ofBroker(name)) {
        ConfigKey key = ConfigTable.BROKER.find(synonym);
        String text = textAt(source, synonym, key);
        if (text != null && (!synonyms.isEmpty() || synonym.equals(name))) {
          boolean isHidden = key == null || key.isSensitive();
          synonyms.add(new Synonym(synonym, isHidden ? null : text, source));
        }
      }
    }
    return List.copyOf(synonyms);
  }

  private @Nullable String textAt(ConfigSource source, String name, @Nullable ConfigKey key) {
    if (source == ConfigSource.DEFAULT_CONFIG) {
      return key == null ? null : broker.defaultText(key);
    }
    return broker.layers().layer(source).get(name);
  }
}
