package io.barnabas.coordinator.group.offset;

import io.barnabas.coordinator.group.GroupCoordinator;
import io.barnabas.coordinator.group.TopicCatalog.Topic;
import io.barnabas.coordinator.group.script.Event;
import io.barnabas.coordinator.group.script.Stage;
import io.barnabas.coordinator.group.script.Transcript;
import io.barnabas.coordinator.group.script.Vocabulary;
import io.barnabas.protocol.message.DeleteGroupsResponse;
import io.barnabas.protocol.message.DeleteGroupsResponse.DeletableGroupResult;
import io.barnabas.protocol.message.ListGroupsRequest;
import io.barnabas.protocol.message.ListGroupsResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What scripts can say of offsets:
 *
 * <ul>
 *   <li>{@code topic orders partitions=3}, {@code delete-topic orders}
 *   <li>{@code group g stable reads=orders,bills}, {@code group g empty}: as if by a protocol
 *   <li>{@code commit g orders-0=5 orders-1=6 version=8 generation=1 member=m metadata=x
 *       retention=1000}
 *   <li>{@code fetch g orders-0 orders-1 version=8}, {@code fetch g all}
 *   <li>{@code delete-offsets g orders-0}, {@code delete-group g}, {@code list states=Empty
 *       types=classic}
 * </ul>
 */
final class OffsetVocabulary implements Vocabulary {
  private final Stage<GroupCoordinator> stage;
  private final Transcript transcript;
  private final Catalog catalog;

  OffsetVocabulary(Stage<GroupCoordinator> stage, Transcript transcript, Catalog catalog) {
    this.stage = stage;
    this.transcript = transcript;
    this.catalog = catalog;
  }

  @Override
  public Map<String, Consumer<Event>> verbs() {
    return Map.of(
        "topic", event -> catalog.add(event.word(0), event.number("partitions", 1)),
        "delete-topic", this::deleteTopic,
        "group", this::group,
        "commit", this::commit,
        "fetch", this::fetch,
        "delete-offsets", this::deleteOffsets,
        "delete-group", this::deleteGroup,
        "list", this::list);
  }

  private GroupCoordinator machine() {
    return stage.runtime().machine();
  }

  private void deleteTopic(Event event) {
    Topic topic = catalog.remove(event.word(0));
    machine().offsets().onTopicDeleted(topic.name(), topic.id());
  }

  private void group(Event event) {
    String groupId = event.word(0);
    machine()
        .groups()
        .put(
            event.says("stable")
                ? FakeGroup.stable(groupId, Set.copyOf(event.list("reads")))
                : FakeGroup.empty(groupId, stage.nowMs()));
  }

  private void commit(Event event) {
    short version = (short) event.number("version", 9);
    transcript.answer(
        "commit",
        stage
            .runtime()
            .ask(it -> it.offsets().commit(OffsetRequests.commit(event, catalog), version)));
  }

  private void fetch(Event event) {
    short version = (short) event.number("version", 9);
    transcript.answer(
        "fetch",
        stage
            .runtime()
            .ask(it -> it.offsets().fetch(OffsetRequests.fetch(event, catalog), false, version))
            .thenApply(OffsetRequests::wrapped));
  }

  private void deleteOffsets(Event event) {
    transcript.answer(
        "delete-offsets",
        stage.runtime().ask(it -> it.offsets().delete(OffsetRequests.delete(event))));
  }

  private void deleteGroup(Event event) {
    String groupId = event.word(0);
    transcript.answer(
        "delete-group",
        stage
            .runtime()
            .ask(it -> it.administration().delete(groupId))
            .thenApply(
                complete ->
                    new DeleteGroupsResponse()
                        .results(List.of(new DeletableGroupResult().groupId(groupId)))));
  }

  private void list(Event event) {
    ListGroupsRequest request =
        new ListGroupsRequest().statesFilter(event.list("states")).typesFilter(event.list("types"));
    transcript.answer(
        "list",
        stage
            .runtime()
            .ask(it -> it.administration().list(request))
            .thenApply(groups -> new ListGroupsResponse().groups(groups)));
  }
}
