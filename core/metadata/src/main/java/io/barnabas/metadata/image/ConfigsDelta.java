package io.barnabas.metadata.image;

import io.barnabas.protocol.metadata.ConfigRecord;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.pcollections.PMap;
import org.pcollections.PSortedMap;
import org.pcollections.TreePMap;

/** The configs that are being changed. */
public final class ConfigsDelta {
  private PMap<ConfigResource, PSortedMap<String, String>> after;
  private final Set<ConfigResource> changed = new TreeSet<>();

  ConfigsDelta(PMap<ConfigResource, PSortedMap<String, String>> before) {
    this.after = before;
  }

  /** The resources of which a config was set or taken away. */
  public Set<ConfigResource> changed() {
    return Collections.unmodifiableSet(changed);
  }

  void replay(ConfigRecord record) {
    ConfigResource.Type type = ConfigResource.Type.forId(record.resourceType());
    if (type == null) {
      throw new MetadataReplayException(
          "A config record names the unknown resource type " + record.resourceType());
    }
    ConfigResource resource = new ConfigResource(type, record.resourceName());
    PSortedMap<String, String> current = after.getOrDefault(resource, TreePMap.empty());
    String value = record.value();
    put(
        resource,
        value == null ? current.minus(record.name()) : current.plus(record.name(), value));
  }

  /** Forgets all configs of a topic that was deleted. */
  void removeTopic(String topic) {
    ConfigResource resource = ConfigResource.ofTopic(topic);
    if (after.containsKey(resource)) {
      put(resource, TreePMap.empty());
    }
  }

  private void put(ConfigResource resource, PSortedMap<String, String> configs) {
    after = configs.isEmpty() ? after.minus(resource) : after.plus(resource, configs);
    changed.add(resource);
  }

  PMap<ConfigResource, PSortedMap<String, String>> apply() {
    return after;
  }
}
