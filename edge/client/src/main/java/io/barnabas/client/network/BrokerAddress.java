package io.barnabas.client.network;

import io.barnabas.client.ClientException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a broker listens. */
public record BrokerAddress(String host, int port) {
  private static final Pattern SYNTAX =
      Pattern.compile("(?:[A-Za-z0-9_]+://)?(\\[[0-9A-Fa-f:.%]+]|[^\\s:\\[\\]/]+):([0-9]{1,5})");

  /**
   * Addresses separated by commas, as in {@code bootstrap.servers}.
   *
   * @throws ClientException if one is not {@code host:port}, or there is none
   */
  public static List<BrokerAddress> parseList(String addresses) {
    List<BrokerAddress> parsed =
        Arrays.stream(addresses.split(","))
            .map(String::trim)
            .filter(address -> !address.isEmpty())
            .map(BrokerAddress::parse)
            .toList();
    if (parsed.isEmpty()) {
      throw new ClientException("no broker address is given; write host:port, as localhost:9092");
    }
    return parsed;
  }

  /**
   * One address: {@code host:port}, {@code [ipv6]:port}, either with a protocol before it.
   *
   * @throws ClientException if it is anything else
   */
  public static BrokerAddress parse(String address) {
    Matcher matcher = SYNTAX.matcher(address);
    if (!matcher.matches()) {
      throw new ClientException(
          "'" + address + "' is not a broker address; write host:port, as localhost:9092");
    }
    int port = Integer.parseInt(matcher.group(2));
    if (port < 1 || port > 65535) {
      throw new ClientException("'" + address + "' has a port outside 1 to 65535");
    }
    return new BrokerAddress(withoutBrackets(matcher.group(1)), port);
  }

  private static String withoutBrackets(String host) {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  @Override
  public String toString() {
    return host.contains(":") ? "[" + host + "]:" + port : host + ":" + port;
  }
}
