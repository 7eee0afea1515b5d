package io.barnabas.metadata.controller;

import io.barnabas.metadata.image.TopicsImage;
import io.barnabas.protocol.ErrorCode;

/** The rules for topics' names, Kafka's. */
final class TopicNames {
  private static final int MAX_LENGTH = 249;
  private static final String METADATA_LOG = "__cluster_metadata";

  private TopicNames() {}

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
    if (name.isEmpty()) {
      throw invalid("Topic name is invalid: the empty string is not allowed");
    }
    if (name.equals(".") || name.equals("..")) {
      throw invalid("Topic name is invalid: '.' or '..' is not allowed");
    }
    if (name.length() > MAX_LENGTH) {
      throw invalid("Topic name is invalid: it is longer than " + MAX_LENGTH + " characters");
    }
    if (!name.chars().allMatch(TopicNames::isAllowed)) {
      throw invalid(
          "Topic name is invalid: '"
              + name
              + "' contains one or more characters other than ASCII alphanumerics, '.', '_' and"
              + " '-'");
    }
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
