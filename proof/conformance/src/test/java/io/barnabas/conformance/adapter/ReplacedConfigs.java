package io.barnabas.conformance.adapter;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.AdminClient;
import org.apache.kafka.clients.admin.AlterConfigsResult;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;

/** {@code alterConfigs}, which went away with 4.0 (KIP-1011). */
final class ReplacedConfigs {
  private ReplacedConfigs() {}

  static void replace(AdminClient admin, ConfigResource resource, Map<String, String> configs) {
    List<ConfigEntry> entries =
        configs.entrySet().stream().map(c -> new ConfigEntry(c.getKey(), c.getValue())).toList();
    try {
      AlterConfigsResult result =
          (AlterConfigsResult)
              AdminClient.class
                  .getMethod("alterConfigs", Map.class)
                  .invoke(admin, Map.of(resource, new Config(entries)));
      Waiting.forResult(result.all());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
