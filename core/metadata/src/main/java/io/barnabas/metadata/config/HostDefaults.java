package io.barnabas.metadata.config;

import java.util.Map;

/**
 * Defaults that depend on where the broker runs.
 *
 * @param cores processors this process may use: one shard each
 * @param logDir the folder for data where the user named none
 */
public record HostDefaults(int cores, String logDir) {
  Map<String, String> byName() {
    return Map.of("num.network.threads", Integer.toString(cores), "log.dir", logDir);
  }
}
