package io.barnabas.coordinator.group.consumer;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * What a member that speaks the classic protocol said when it joined a consumer group.
 *
 * @param protocols in the order of its preference
 */
public record ClassicMetadata(int sessionTimeoutMs, List<Protocol> protocols) {

  /**
   * An assignment strategy it supports.
   *
   * @param metadata its embedded subscription; not to be moved
   */
  public record Protocol(String name, ByteBuffer metadata) {}

  public ClassicMetadata {
    protocols = List.copyOf(protocols);
  }

  /** What the member says under a protocol that it supports. */
  public ByteBuffer metadata(String protocol) {
    return protocols.stream()
        .filter(own -> own.name().equals(protocol))
        .findFirst()
        .map(Protocol::metadata)
        .orElseThrow();
  }

  public boolean supports(String protocol) {
    return protocols.stream().anyMatch(own -> own.name().equals(protocol));
  }
}
