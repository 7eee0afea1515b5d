package io.barnabas.metadata.config;

/** Whether and where a broker config may be changed while the broker runs (KIP-226). */
public enum UpdateMode {
  /** Only in the properties file. */
  READ_ONLY,
  /** For one broker at a time. */
  PER_BROKER,
  /** For one broker, or for all that have no value of their own. */
  CLUSTER_WIDE
}
