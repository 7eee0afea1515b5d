package io.barnabas.metadata.controller;

import io.barnabas.metadata.image.TopicsImage;
import io.barnabas.protocol.ErrorCode;
import org.jspecify.annotations.Nullable;

/** The rules for topics' names, Kafka's. */
public final class TopicNames {
  private static final int MAX_LENGTH = 249;
  private static final String METADATA_LOG = "__cluster_metadata";

  private TopicNames() {}

  /** Whether a topic may have this name at all. */
  public static boolean isLegal(String name) {
    return fault(name) == null;
  }

  /** Checks the name of a new topic. */
  static void check(String name, TopicsImage topics) {
    if (topics.find(name) != null) {
      throw new RefusedException(
          ErrorCode.TOPIC_ALREADY_EXISTS, "Topic '" + name + "' already exists.");
    }
    checkForm(name);
    String collision = topics.findCollision(name);
    if (collision != null) {
      throw invalid("Topic '" + name + "' collides with existing topic: " + collision);
    }
  }

  private static void checkForm(String name) {
    if (name.equals(METADATA_LOG)) {
      throw new RefusedException(
          ErrorCode.INVALID_REQUEST, "The topic " + METADATA_LOG + " is the controller's own.");
    }
    String fault = fault(name);
    if (fault != null) {
      throw invalid("Topic name is invalid: " + fault);
    }
  }

  /** What is wrong with the form of a name, null where nothing is. */
  private static @Nullable String fault(String name) {
    if (name.isEmpty()) {
      return "the empty string is not allowed";
    }
    if (name.equals(".") || name.equals("..")) {
      return "'.' or '..' is not allowed";
    }
    if (name.length() > MAX_LENGTH) {
      return "it is longer than " + MAX_LENGTH + " characters";
    }
    if (!name.chars().allMatch(TopicNames::isAllowed)) {
      return "'"
          + name
          + "' contains one or more characters other than ASCII alphanumerics, '.', '_' and '-'";
    }
    return null;
  }

  private static boolean isAllowed(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '.'
        || c == '_'
        || c == '-';
  }

  private static RefusedException invalid(String message) {
    return new RefusedException(ErrorCode.INVALID_TOPIC_EXCEPTION, message);
  }
}
