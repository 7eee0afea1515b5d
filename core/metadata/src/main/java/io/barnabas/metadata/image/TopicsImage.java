package io.barnabas.metadata.image;

import io.barnabas.protocol.primitive.Uuid;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/** All topics, by id and by name. */
public final class TopicsImage {
  static final TopicsImage EMPTY =
      new TopicsImage(HashTreePMap.empty(), HashTreePMap.empty(), HashTreePMap.empty());

  private final PMap<Uuid, TopicImage> byId;
  private final PMap<String, Uuid> idByName;

  /** Names by what they are as part of a metric's name, where that is not the same. */
  private final PMap<String, String> nameByMetricName;

  private TopicsImage(
      PMap<Uuid, TopicImage> byId,
      PMap<String, Uuid> idByName,
      PMap<String, String> nameByMetricName) {
    this.byId = byId;
    this.idByName = idByName;
    this.nameByMetricName = nameByMetricName;
  }

  /** A topic by its name, null where there is none. */
  public @Nullable TopicImage find(String name) {
    Uuid id = idByName.get(name);
    return id == null ? null : byId.get(id);
  }

  /** A topic by its id, null where there is none. */
  public @Nullable TopicImage find(Uuid id) {
    return byId.get(id);
  }

  /** All of them, in no order that means anything. */
  public Collection<TopicImage> all() {
    return byId.values();
  }

  public int size() {
    return byId.size();
  }

  /**
   * The topic whose name differs from this one only by {@code .} in the place of {@code _}, so that
   * their metrics could not be told apart; null where there is none.
   */
  public @Nullable String findCollision(String name) {
    return hasCollisionChars(name) ? nameByMetricName.get(metricName(name)) : null;
  }

  TopicsImage with(TopicImage topic) {
    PMap<Uuid, TopicImage> topics = byId.plus(topic.id(), topic);
    if (byId.containsKey(topic.id())) {
      return new TopicsImage(topics, idByName, nameByMetricName);
    }
    String name = topic.name();
    return new TopicsImage(
        topics,
        idByName.plus(name, topic.id()),
        hasCollisionChars(name) ? nameByMetricName.plus(metricName(name), name) : nameByMetricName);
  }

  TopicsImage without(TopicImage topic) {
    return new TopicsImage(
        byId.minus(topic.id()),
        idByName.minus(topic.name()),
        nameByMetricName.minus(metricName(topic.name())));
  }

  private static boolean hasCollisionChars(String name) {
    return name.indexOf('.') >= 0 || name.indexOf('_') >= 0;
  }

  private static String metricName(String name) {
    return name.replace('.', '_');
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TopicsImage that && byId.equals(that.byId);
  }

  @Override
  public int hashCode() {
    return byId.hashCode();
  }
}
