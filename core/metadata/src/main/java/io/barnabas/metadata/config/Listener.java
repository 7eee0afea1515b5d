package io.barnabas.metadata.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address the broker listens at or advertises, under the listener's name.
 *
 * @param name in upper case
 * @param host empty for all interfaces
 * @param port 0 to 65535
 */
public record Listener(String name, SecurityProtocol protocol, String host, int port) {
  private static final Pattern FORM =
      Pattern.compile("([^:/]+)://\\[?([0-9a-zA-Z\\-%._:]*)\\]?:(-?[0-9]+)");

  /** What is spoken below the Kafka protocol. */
  public enum SecurityProtocol {
    PLAINTEXT,
    SSL,
    SASL_PLAINTEXT,
    SASL_SSL
  }

  /** {@code NAME://host:port}. */
  @Override
  public String toString() {
    String shownHost = host.indexOf(':') < 0 ? host : "[" + host + "]";
    return name + "://" + shownHost + ":" + port;
  }

  /**
   * Reads listeners of the form {@code NAME://host:port}.
   *
   * @param config the config they are the value of, for messages
   * @param protocols the protocol of each listener's name
   * @throws InvalidConfigException for a wrong form, an unknown name, and a name used twice
   */
  static List<Listener> parseAll(
      String config, List<String> texts, Map<String, SecurityProtocol> protocols) {
    List<Listener> listeners = new ArrayList<>();
    for (String text : texts) {
      Listener listener = parse(config, text, protocols);
      if (listeners.stream().anyMatch(other -> other.name().equals(listener.name()))) {
        throw invalid(config, String.join(",", texts), "Each listener must have a different name");
      }
      listeners.add(listener);
    }
    return List.copyOf(listeners);
  }

  private static Listener parse(
      String config, String text, Map<String, SecurityProtocol> protocols) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw invalid(config, text, "A listener has the form NAME://host:port");
    }
    String name = matcher.group(1).toUpperCase(Locale.ROOT);
    SecurityProtocol protocol = protocols.get(name);
    if (protocol == null) {
      throw invalid(config, text, "listener.security.protocol.map has no protocol for " + name);
    }
    return new Listener(
        name, protocol, matcher.group(2), parsePort(config, text, matcher.group(3)));
  }

  private static int parsePort(String config, String text, String digits) {
    if (digits.length() <= 5) {
      int port = Integer.parseInt(digits);
      if (port >= 0 && port <= 65_535) {
        return port;
      }
    }
    throw invalid(config, text, "A port must be from 0 to 65535");
  }

  /** Reads {@code NAME:PROTOCOL} pairs. */
  static Map<String, SecurityProtocol> parseProtocols(String text) {
    Map<String, SecurityProtocol> protocols = new HashMap<>();
    for (String pair : ConfigType.parseList(text)) {
      int colon = pair.lastIndexOf(':');
      try {
        String protocol = pair.substring(colon + 1).toUpperCase(Locale.ROOT);
        String name = pair.substring(0, colon).toUpperCase(Locale.ROOT);
        protocols.put(name, SecurityProtocol.valueOf(protocol));
      } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
        throw invalid(
            "listener.security.protocol.map",
            text,
            "It must be a list of NAME:PROTOCOL, the protocol one of PLAINTEXT, SSL,"
                + " SASL_PLAINTEXT, SASL_SSL");
      }
    }
    return Map.copyOf(protocols);
  }

  private static InvalidConfigException invalid(String config, String value, String reason) {
    return new InvalidConfigException(
        "Invalid value " + value + " for configuration " + config + ": " + reason);
  }
}
