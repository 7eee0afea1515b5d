package io.barnabas.network;

/** The client sent a length that no frame may have; what follows can't be told apart any more. */
final class InvalidFrameException extends Exception {
  InvalidFrameException(int claimedBytes, int maxBytes) {
    super(
        "its next request claims to be "
            + claimedBytes
            + " bytes long, allowed are 0 to "
            + maxBytes
            + " (socket.request.max.bytes)");
  }
}
