package io.barnabas.benchmarks.wire;

/** Counts in a Metadata answer (version 12). */
final class MetadataAnswer {
  private MetadataAnswer() {}

  /**
   * How many partitions of all the topics in the answer have a leader.
   *
   * @param in after the throttle time
   */
  static int partitionsWithLeader(AnswerReader in) {
    skipBrokers(in);
    in.compactString();
    in.skip(Integer.BYTES);
    int count = 0;
    for (int left = in.compactLength(); left > 0; left--) {
      AnswerReader.requireNoError(in.int16(), "Metadata");
      in.compactString();
      in.skip(16 + 1);
      count += withLeader(in);
      in.skip(Integer.BYTES).skipTags();
    }
    return count;
  }

  private static void skipBrokers(AnswerReader in) {
    for (int left = in.compactLength(); left > 0; left--) {
      in.skip(Integer.BYTES);
      in.compactString();
      in.skip(Integer.BYTES);
      in.compactString();
      in.skipTags();
    }
  }

  private static int withLeader(AnswerReader in) {
    int count = 0;
    for (int left = in.compactLength(); left > 0; left--) {
      int errorCode = in.int16();
      int leader = in.skip(Integer.BYTES).int32();
      count += errorCode == 0 && leader >= 0 ? 1 : 0;
      in.skip(Integer.BYTES);
      for (int list = 0; list < 3; list++) {
        in.skip(in.compactLength() * Integer.BYTES);
      }
      in.skipTags();
    }
    return count;
  }
}
