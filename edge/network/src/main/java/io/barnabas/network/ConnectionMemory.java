package io.barnabas.network;

/** The memory that one connection's requests hold, counted here and for the process. One shard. */
final class ConnectionMemory {
  private final RequestMemory process;
  private long heldBytes;

  ConnectionMemory(RequestMemory process) {
    this.process = process;
  }

  long heldBytes() {
    return heldBytes;
  }

  RequestMemory process() {
    return process;
  }

  void take(int bytes) {
    heldBytes += bytes;
    process.take(bytes);
  }

  void giveBack(int bytes) {
    heldBytes -= bytes;
    process.giveBack(bytes);
  }
}
