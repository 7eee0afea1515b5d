package io.barnabas.protocol.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnabas.protocol.Message;
import io.barnabas.protocol.UnwritableMessageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every message in every version of two Kafka releases, encoded by us and by Kafka's own classes
 * from the same values: the bytes are the same, each decodes the other's, and what one refuses to
 * encode the other refuses too.
 */
class CodecOracleTest {
  private static final int RANDOM_ROUNDS = 6;

  /** Not final in 3.9, and then changed without a new version. */
  private static final Set<String> CHANGED_SINCE_3_9 = Set.of("ReadShareGroupStateSummaryResponse");

  static List<Peer> peersOfTheNewerRelease() throws IOException, ReflectiveOperationException {
    Release release = Release.load("4.4.0");
    List<Peer> peers = new ArrayList<>();
    peers.addAll(release.peers("clients", "org.apache.kafka.common.message", "message"));
    peers.addAll(release.peers("metadata", "org.apache.kafka.common.metadata", "metadata"));
    for (String kind : List.of("group", "transaction", "share")) {
      String official = "org.apache.kafka.coordinator." + kind + ".generated";
      peers.addAll(release.peers(kind + "-coordinator", official, "coordinator"));
    }
    String storage = "org.apache.kafka.server.log.remote.metadata.storage.generated";
    peers.addAll(release.peers("storage", storage, "storage"));
    return peers;
  }

  static List<Peer> peersOfTheOlderRelease() throws IOException, ReflectiveOperationException {
    return Release.load("3.9.1").peers("clients", "org.apache.kafka.common.message", "message");
  }

  @ParameterizedTest
  @MethodSource("peersOfTheNewerRelease")
  void everyVersionOfTheNewerReleaseIsEncodedAsKafkaDoes(Peer peer) throws Exception {
    for (short version : peer.schema().versions()) {
      compareAll(peer, version);
    }
  }

  @ParameterizedTest
  @MethodSource("peersOfTheOlderRelease")
  void everyVersionThatTheNewerReleaseDroppedIsEncodedAsKafkaDid(Peer peer) throws Exception {
    int kept = lowestVersionOfTheNewerRelease(peer);
    for (short version : peer.schema().versions()) {
      if (version < kept) {
        compareAll(peer, version);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("peersOfTheOlderRelease")
  void bytesOfTheOlderReleaseSurviveInVersionsThatBothHave(Peer peer) throws Exception {
    if (CHANGED_SINCE_3_9.contains(peer.schema().name())) {
      return;
    }
    for (short version : peer.schema().versions()) {
      for (Style style : List.of(Style.DEFAULTS, Style.EMPTY, Style.MAX, Style.RANDOM)) {
        Map<String, Object> tree = tree(peer, version, style, 0);
        byte[] official = officialBytes(peer, version, tree);
        if (official != null) {
          Message decoded = peer.decode(ByteBuffer.wrap(official), version);
          assertThat(Peer.encode(decoded, version)).isEqualTo(official);
        }
      }
    }
  }

  private static void compareAll(Peer peer, short version) throws Exception {
    for (Style style : Style.values()) {
      boolean isRandom = style == Style.RANDOM || style == Style.BROKEN;
      for (int round = isRandom ? RANDOM_ROUNDS : 1; round > 0; round--) {
        Map<String, Object> tree = tree(peer, version, style, round);
        boolean isEncoded = compare(peer, version, tree);
        assertThat(isEncoded || style == Style.BROKEN).as("%s is encoded", style).isTrue();
      }
    }
  }

  /** False if both refuse to encode it. */
  private static boolean compare(Peer peer, short version, Map<String, Object> tree)
      throws Exception {
    byte[] official = officialBytes(peer, version, tree);
    Message ours = peer.toOurs(tree);
    if (official == null) {
      assertThatThrownBy(() -> Peer.encode(ours, version))
          .isInstanceOfAny(UnwritableMessageException.class, NullPointerException.class);
      return false;
    }
    assertThat(Peer.encode(ours, version)).isEqualTo(official);
    ByteBuffer in = ByteBuffer.wrap(official);
    Message decoded = peer.decode(in, version);
    assertThat(in.hasRemaining()).isFalse();
    Map<String, Object> officiallyDecoded = peer.decodeOfficially(official, version);
    assertThat(Tree.difference("", TreeBinder.toTree(decoded), officiallyDecoded)).isEmpty();
    Message again = peer.decode(ByteBuffer.wrap(official), version);
    assertThat(again).isEqualTo(decoded).hasSameHashCodeAs(decoded).hasToString(decoded.toString());
    return true;
  }

  /** Null if Kafka refuses to encode it. */
  private static byte[] officialBytes(Peer peer, short version, Map<String, Object> tree)
      throws Exception {
    try {
      return peer.encodeOfficially(tree, version);
    } catch (RuntimeException e) {
      String name = e.getClass().getSimpleName();
      assertThat(name).isIn("UnsupportedVersionException", "NullPointerException");
      return null;
    }
  }

  private static Map<String, Object> tree(Peer peer, short version, Style style, int round) {
    Random random = new Random(31L * peer.schema().name().hashCode() + 1000L * version + round);
    return new TreeGenerator(peer.schema(), version, style, random).message();
  }

  private static int lowestVersionOfTheNewerRelease(Peer peer) throws IOException {
    Path file = Path.of("target/schemas/kafka-clients-4.4.0/common/message");
    List<Short> versions = Schema.read(file.resolve(peer.schema().name() + ".json")).versions();
    return versions.isEmpty() ? Integer.MAX_VALUE : versions.getFirst();
  }
}
