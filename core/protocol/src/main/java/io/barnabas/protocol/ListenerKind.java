package io.barnabas.protocol;

/** The kinds of listeners that an API can be served on. */
public enum ListenerKind {
  BROKER,
  CONTROLLER,
  /** A broker of a cluster whose metadata is in ZooKeeper. */
  ZK_BROKER
}
