package io.barnabas.metadata.config;

import io.barnabas.metadata.config.Listener.SecurityProtocol;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where clients reach this broker. Listeners named in {@code controller.listener.names} are not
 * among them.
 *
 * @param bound what to listen at
 * @param advertised what clients are told, for each bound listener's name; the port may be 0 where
 *     the bound one is, and the host empty
 */
public record Listeners(List<Listener> bound, List<Listener> advertised) {
  private static final String LISTENERS = "listeners";
  private static final String ADVERTISED = "advertised.listeners";

  /**
   * Works them out of {@code listeners} and {@code advertised.listeners}, or of what came before
   * them: {@code host.name}, {@code port}, {@code advertised.host.name}, {@code advertised.port}.
   *
   * @throws InvalidConfigException where they are wrong or do not agree
   */
  static Listeners from(ConfigLayers layers, ConfigValues values) {
    List<String> controllers =
        values.listOf("controller.listener.names").stream()
            .map(name -> name.toUpperCase(Locale.ROOT))
            .toList();
    Map<String, SecurityProtocol> protocols =
        new HashMap<>(Listener.parseProtocols(values.stringOf("listener.security.protocol.map")));
    // Nothing is bound for them, so that it does not matter what they speak.
    controllers.forEach(name -> protocols.putIfAbsent(name, SecurityProtocol.PLAINTEXT));
    List<Listener> bound =
        Listener.parseAll(LISTENERS, boundTexts(layers, values), protocols).stream()
            .filter(listener -> !controllers.contains(listener.name()))
            .toList();
    checkBound(bound);
    List<Listener> advertised =
        Listener.parseAll(ADVERTISED, advertisedTexts(values, bound), protocols).stream()
            .filter(listener -> !controllers.contains(listener.name()))
            .toList();
    checkAdvertised(bound, advertised);
    return new Listeners(bound, advertised);
  }

  private static List<String> boundTexts(ConfigLayers layers, ConfigValues values) {
    boolean isLegacy =
        layers.text(LISTENERS) == null
            && (layers.text("port") != null || layers.text("host.name") != null);
    return isLegacy
        ? List.of("PLAINTEXT://" + values.stringOf("host.name") + ":" + values.intOf("port"))
        : values.listOf(LISTENERS);
  }

  @SuppressWarnings("unchecked")
  private static List<String> advertisedTexts(ConfigValues values, List<Listener> bound) {
    Object listeners = values.find(ADVERTISED);
    if (listeners != null) {
      return (List<String>) listeners;
    }
    @Nullable Object host = values.find("advertised.host.name");
    @Nullable Object port = values.find("advertised.port");
    return bound.stream()
        .map(
            listener ->
                new Listener(
                    listener.name(),
                    listener.protocol(),
                    (String) Objects.requireNonNullElse(host, listener.host()),
                    (Integer) Objects.requireNonNullElse(port, listener.port())))
        .map(Listener::toString)
        .toList();
  }

  private static void checkBound(List<Listener> bound) {
    if (bound.isEmpty()) {
      throw invalid(LISTENERS, bound, "At least one listener for clients is needed");
    }
    for (Listener listener : bound) {
      if (listener.protocol() != SecurityProtocol.PLAINTEXT) {
        throw invalid(LISTENERS, bound, "This release speaks PLAINTEXT only");
      }
    }
    long ports = bound.stream().filter(l -> l.port() != 0).count();
    long different =
        bound.stream()
            .filter(l -> l.port() != 0)
            .map(l -> l.host() + ":" + l.port())
            .distinct()
            .count();
    if (different < ports) {
      throw invalid(LISTENERS, bound, "Each listener must have a different port");
    }
  }

  private static void checkAdvertised(List<Listener> bound, List<Listener> advertised) {
    List<String> names = bound.stream().map(Listener::name).toList();
    for (Listener listener : advertised) {
      if (!names.contains(listener.name())) {
        throw invalid(ADVERTISED, advertised, "There is no listener named " + listener.name());
      }
    }
    if (advertised.size() < bound.size()) {
      throw invalid(ADVERTISED, advertised, "Every listener for clients must be advertised");
    }
  }

  private static InvalidConfigException invalid(
      String config, List<Listener> listeners, String reason) {
    String shown = String.join(",", listeners.stream().map(Listener::toString).toList());
    return new InvalidConfigException(
        "Invalid value " + shown + " for configuration " + config + ": " + reason);
  }
}
