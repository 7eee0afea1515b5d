package io.barnabas.coordinator.group.offset;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.coordinator.group.GroupCoordinator;
import io.barnabas.coordinator.group.GroupKind;
import io.barnabas.coordinator.group.GroupMetrics;
import io.barnabas.coordinator.group.GroupType;
import io.barnabas.coordinator.group.script.Stage;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.OffsetCommitRequest;
import io.barnabas.protocol.message.OffsetCommitRequest.OffsetCommitRequestPartition;
import io.barnabas.protocol.message.OffsetCommitRequest.OffsetCommitRequestTopic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GroupMetricsTest {
  private final List<Integer> committed = new ArrayList<>();
  private final Catalog catalog = new Catalog();
  private final GroupMetrics metrics =
      new GroupMetrics() {
        @Override
        public void onOffsetsCommitted(int offsets, long durationNs) {
          assertThat(durationNs).isNotNegative();
          committed.add(offsets);
        }
      };
  private final Stage<GroupCoordinator> stage =
      new Stage<>(
          context -> new GroupCoordinator(context, catalog, OffsetScriptsTest.CONFIG, metrics),
          _ -> {});

  @BeforeEach
  void topics() {
    catalog.add("orders", 10);
  }

  private void commit(String groupId, Integer... partitions) {
    List<OffsetCommitRequestPartition> offsets =
        List.of(partitions).stream()
            .map(it -> new OffsetCommitRequestPartition().partitionIndex(it).committedOffset(7))
            .toList();
    OffsetCommitRequest request =
        new OffsetCommitRequest()
            .groupId(groupId)
            .topics(List.of(new OffsetCommitRequestTopic().name("orders").partitions(offsets)));
    stage.runtime().ask(it -> it.offsets().commit(request, (short) 9));
  }

  @Test
  void commitsAreCountedWhenTheyAreInTheLog() {
    commit("g", 0, 1, 2);
    commit("g", 1);

    assertThat(committed).containsExactly(3, 1);
  }

  @Test
  void aRefusedCommitIsNotCounted() {
    FakeGroup group = FakeGroup.stable("g", Set.of()).refusing(ErrorCode.ILLEGAL_GENERATION);
    stage.runtime().machine().groups().put(group);

    commit("g", 0);

    assertThat(committed).isEmpty();
  }

  @Test
  void groupsAreCountedByKind() {
    commit("a", 0);
    commit("b", 0);
    stage.runtime().machine().groups().put(FakeGroup.stable("c", Set.of()));

    Map<GroupKind, Long> counts =
        stage.runtime().ask(it -> it.administration().count()).toCompletableFuture().join();

    assertThat(counts)
        .containsEntry(new GroupKind(GroupType.CLASSIC, "Empty"), 2L)
        .containsEntry(new GroupKind(GroupType.CONSUMER, "Stable"), 1L)
        .hasSize(2);
  }
}
