package io.barnabas.metadata.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Kafka's file of the last election, which is in the folder of every metadata log of Kafka's and of
 * none of ours.
 *
 * @param leaderId -1 where none was known
 * @param voters the controllers, where the file names them (data version 0); else empty
 */
record QuorumState(int leaderId, Set<Integer> voters) {
  /** The name of the file in the folder of the metadata log. */
  static final String FILE_NAME = "quorum-state";

  private static final int MAX_DATA_VERSION = 1;
  private static final int UNKNOWN = -1;
  private static final Pattern DATA_VERSION = field("data_version");
  private static final Pattern LEADER_ID = field("leaderId");
  private static final Pattern VOTER_ID = field("voterId");

  private static Pattern field(String name) {
    return Pattern.compile("\"" + name + "\"\\s*:\\s*(-?[0-9]{1,9})");
  }

  /**
   * Reads the file.
   *
   * @throws MetadataStoreException if it is not to be understood
   */
  static QuorumState decode(ByteBuffer content) {
    String json = StandardCharsets.UTF_8.decode(content).toString();
    int version = first(DATA_VERSION, json);
    if (version < 0 || version > MAX_DATA_VERSION) {
      throw new MetadataStoreException(
          "Kafka's file "
              + FILE_NAME
              + (version < 0 ? " is damaged" : " has the unknown data version " + version));
    }
    Set<Integer> voters = new TreeSet<>();
    Matcher voter = VOTER_ID.matcher(json);
    while (voter.find()) {
      voters.add(Integer.valueOf(voter.group(1)));
    }
    return new QuorumState(first(LEADER_ID, json), Set.copyOf(voters));
  }

  private static int first(Pattern field, String json) {
    Matcher found = field.matcher(json);
    return found.find() ? Integer.parseInt(found.group(1)) : UNKNOWN;
  }
}
