package io.barnabas.client.network;

import io.barnabas.client.ClientException;
import io.barnabas.protocol.ApiKey;
import java.io.EOFException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;

/** A broker can't be reached, or the connection to it broke; another attempt may succeed. */
public final class ConnectionException extends ClientException {
  private ConnectionException(String message, Exception cause) {
    super(message, cause);
  }

  static ConnectionException whileConnecting(BrokerAddress address, Exception cause) {
    String message =
        switch (cause) {
          case ConnectException _ ->
              "nothing listens at "
                  + address
                  + "; is the broker running? Start it with bin/kafka-server-start.sh";
          case UnknownHostException _ ->
              "the host name '" + address.host() + "' can't be found; is it spelled right?";
          case SocketTimeoutException _ ->
              address + " does not answer; is a firewall between here and there?";
          default -> "can't connect to " + address + ": " + cause.getMessage();
        };
    return new ConnectionException(message, cause);
  }

  static ConnectionException whileAsking(ApiKey api, BrokerAddress address, Exception cause) {
    String request = api.apiName() + " request";
    String message =
        switch (cause) {
          case EOFException _ ->
              "the broker at " + address + " closed the connection during a " + request;
          case SocketTimeoutException _ ->
              "the broker at " + address + " did not answer a " + request + " in time";
          default ->
              "the connection to " + address + " failed during a " + request + ": " + detail(cause);
        };
    return new ConnectionException(message, cause);
  }

  @Override
  public boolean isRetriable() {
    return true;
  }

  private static String detail(Exception cause) {
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }
}
