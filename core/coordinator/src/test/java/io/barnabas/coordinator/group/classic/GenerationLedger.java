package io.barnabas.coordinator.group.classic;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.protocol.message.JoinGroupResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What all members were told, and what must be true of it. */
final class GenerationLedger {
  private record Generation(int era, int number) {}

  private final Map<Generation, String> leaders = new HashMap<>();
  private final List<CompletableFuture<?>> asked = new ArrayList<>();
  private int era;

  /** Generations that were not written are lost, and their numbers are given out again. */
  void newEra() {
    era++;
  }

  void asked(CompletableFuture<?> answer) {
    asked.add(answer);
  }

  /**
   * A generation has one leader. Static members are left out: restarted, one gets another id, and
   * may be told on purpose that its former self leads (KIP-345).
   */
  void joined(JoinGroupResponse response, @Nullable String instanceId) {
    if (instanceId == null && !response.leader().startsWith("i")) {
      String leader =
          leaders.putIfAbsent(new Generation(era, response.generationId()), response.leader());
      assertThat(leader == null || leader.equals(response.leader()))
          .as("generation %s has one leader", response.generationId())
          .isTrue();
      assertThat(!response.members().isEmpty())
          .as("the leader, and nobody else, is told the members")
          .isEqualTo(response.leader().equals(response.memberId()));
    }
  }

  /** Nobody is given what was meant for somebody else, or for another generation. */
  void owns(String owner, String assignment, int generation) {
    assertThat(assignment).isEqualTo(owner + '@' + generation);
  }

  boolean allAnswered() {
    return asked.stream().allMatch(CompletableFuture::isDone);
  }
}
