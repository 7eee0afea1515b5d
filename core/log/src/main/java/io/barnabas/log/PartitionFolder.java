package io.barnabas.log;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the name of a folder in a log directory says, by Kafka's rules. */
public record PartitionFolder(String name, TopicPartition topicPartition, Kind kind) {
  /** What the folder is for. */
  public enum Kind {
    /** The partition's log. */
    CURRENT,
    /** A log on its way out; deleted at the next start at the latest. */
    DELETED,
    /** A log being moved here from another log directory. */
    FUTURE,
    /** A log that the cluster knows nothing of. */
    STRAY
  }

  private static final int MAX_NAME_CHARS = 255;
  private static final Pattern SUFFIXED =
      Pattern.compile("(\\S+)\\.([0-9a-fA-F-]+)-(delete|future|stray)");
  private static final Pattern PARTITION = Pattern.compile("(\\S+)-([0-9]{1,9})");

  /** Reads a folder's name; empty if it is not a partition's. */
  public static Optional<PartitionFolder> parse(String name) {
    Matcher suffixed = SUFFIXED.matcher(name);
    boolean isSuffixed = suffixed.matches();
    Kind kind = isSuffixed ? kindOf(suffixed.group(3)) : Kind.CURRENT;
    Matcher partition = PARTITION.matcher(isSuffixed ? suffixed.group(1) : name);
    if (!partition.matches()) {
      return Optional.empty();
    }
    TopicPartition topicPartition =
        new TopicPartition(partition.group(1), Integer.parseInt(partition.group(2)));
    return Optional.of(new PartitionFolder(name, topicPartition, kind));
  }

  /** The name a log gets before it is deleted; a long topic name is cut to fit a file name. */
  static String deletedName(TopicPartition topicPartition, UUID unique) {
    String suffix =
        "-%d.%s-delete".formatted(topicPartition.partition(), unique.toString().replace("-", ""));
    String topic = topicPartition.topic();
    return topic.substring(0, Math.min(topic.length(), MAX_NAME_CHARS - suffix.length())) + suffix;
  }

  /**
   * The name of a log's copy in another log directory; empty if the topic's name is too long for
   * that.
   */
  public static Optional<String> futureName(TopicPartition topicPartition, UUID unique) {
    String name = topicPartition + "." + unique.toString().replace("-", "") + "-future";
    return name.length() > MAX_NAME_CHARS ? Optional.empty() : Optional.of(name);
  }

  private static Kind kindOf(String suffix) {
    return switch (suffix) {
      case "delete" -> Kind.DELETED;
      case "future" -> Kind.FUTURE;
      default -> Kind.STRAY;
    };
  }
}
