package io.barnabas.replication;

/** How the bytes read from a partition will be used. */
public enum Reading {
  /** They go to a socket as they are. */
  AS_STORED,
  /** They will be looked into, so they are wanted in memory. */
  IN_MEMORY
}
