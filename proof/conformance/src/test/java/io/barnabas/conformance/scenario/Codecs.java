package io.barnabas.conformance.scenario;

import io.barnabas.conformance.client.Release;
import java.util.ArrayList;
import java.util.List;

/** What releases compress with. */
final class Codecs {
  private Codecs() {}

  /** All that the release knows; zstd came with 2.1 (KIP-110). */
  static List<String> of(Release release) {
    List<String> codecs = new ArrayList<>(List.of("none", "gzip", "snappy", "lz4"));
    if (release.isAtLeast(Release.V2_8)) {
      codecs.add("zstd");
    }
    return codecs;
  }
}
