package io.barnabas.metadata.config;

import java.util.Map;

/**
 * Defaults that depend on where the broker runs.
 *
 * @param shards event loops where the user did not say how many
 * @param logDir the folder for data where the user named none
 */
public record HostDefaults(int shards, String logDir) {
  /**
   * For a machine. One core is left to commits, which all shards wait for, to the disk's threads
   * and to the system: with two shards on two cores each got half of one and waited as long again.
   * Measured there, one shard takes 1.2 times the batches and 1.4 times the offset commits of two,
   * for three quarters of the CPU; of single records from connections that wait for each answer it
   * takes 0.8 times as many.
   *
   * @param cores processors this process may use
   */
  public static HostDefaults of(int cores, String logDir) {
    return new HostDefaults(Math.max(1, cores - 1), logDir);
  }

  Map<String, String> byName() {
    return Map.of("num.network.threads", Integer.toString(shards), "log.dir", logDir);
  }
}
