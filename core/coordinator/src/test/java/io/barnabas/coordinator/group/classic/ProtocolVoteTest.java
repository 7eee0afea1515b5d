package io.barnabas.coordinator.group.classic;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.coordinator.group.script.Stage;
import io.barnabas.coordinator.runtime.CoordinatorContext;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ProtocolVoteTest {
  private final List<CoordinatorContext> contexts = new ArrayList<>();
  private int members;

  ProtocolVoteTest() {
    new Stage<>(
        context -> {
          contexts.add(context);
          return new ClassicMachine(context, ClassicConfig.DEFAULT);
        },
        _ -> {});
  }

  private ClassicMember member(String... protocols) {
    List<ClassicProtocol> named =
        Stream.of(protocols)
            .map(name -> new ClassicProtocol(name, ClassicProtocol.NO_BYTES))
            .toList();
    return new ClassicMember(
        new MemberIdentity("m" + members++, null, "c", "/host"),
        new MemberTerms(1_000, 1_000, named),
        new Deadline(contexts.getFirst()));
  }

  @Test
  void mostVotesWin() {
    assertThat(ProtocolVote.of(List.of(member("a", "b"), member("b", "a"), member("b", "a"))))
        .isEqualTo("b");
  }

  @Test
  void nobodyCanVoteForWhatAnotherCanNotFollow() {
    assertThat(ProtocolVote.of(List.of(member("a", "b"), member("a", "b"), member("c", "b"))))
        .isEqualTo("b");
  }

  @Test
  void amongEqualsTheOneVotedForFirstWins() {
    assertThat(ProtocolVote.of(List.of(member("a", "b"), member("b", "a")))).isEqualTo("a");
    assertThat(ProtocolVote.of(List.of(member("b", "a"), member("a", "b")))).isEqualTo("b");
  }
}
