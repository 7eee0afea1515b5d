package io.barnabas.client.network;

import io.barnabas.client.ClientConfig;
import io.barnabas.client.ServerErrorException;
import io.barnabas.protocol.ApiKey;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.MalformedMessageException;
import io.barnabas.protocol.Message;
import io.barnabas.protocol.RequestFrame;
import io.barnabas.protocol.ResponseFrame;
import io.barnabas.protocol.message.ApiVersionsRequest;
import io.barnabas.protocol.message.ApiVersionsResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;

/**
 * A connection to one broker, with the versions that both sides speak. Blocking, for one thread.
 * After a {@link ConnectionException} it is closed.
 */
public final class BrokerConnection implements AutoCloseable {
  private static final String SOFTWARE_NAME = "barnabas-client";
  private static final String SOFTWARE_VERSION = "0.1.0";

  private final BrokerAddress address;
  private final String clientId;
  private final int timeoutMs;
  private final FrameChannel channel;
  private ApiVersionRanges versions;
  private int nextCorrelationId;

  private BrokerConnection(BrokerAddress address, ClientConfig config, FrameChannel channel) {
    this.address = address;
    this.clientId = config.clientId();
    this.timeoutMs = config.requestTimeoutMs();
    this.channel = channel;
    this.versions = new ApiVersionRanges(address, Map.of());
  }

  /**
   * Connects and asks the broker what it speaks.
   *
   * @throws ConnectionException if nothing listens, or it is not a broker
   */
  public static BrokerConnection open(BrokerAddress address, ClientConfig config) {
    BrokerConnection connection;
    try {
      FrameChannel channel = FrameChannel.open(address, config.requestTimeoutMs());
      connection = new BrokerConnection(address, config, channel);
    } catch (IOException e) {
      throw ConnectionException.whileConnecting(address, e);
    }
    connection.negotiate();
    return connection;
  }

  /** A broker that lacks our version of ApiVersions says so in version 0, and which it has. */
  private void negotiate() {
    ApiVersionsResponse response = askVersions(ApiKey.API_VERSIONS.highestVersion());
    if (response.errorCode() == ErrorCode.UNSUPPORTED_VERSION.code()) {
      short highest =
          ApiVersionRanges.of(address, response)
              .highestCommon(ApiKey.API_VERSIONS, (short) 0, ApiKey.API_VERSIONS.highestVersion());
      response = askVersions(highest);
    }
    ServerErrorException.check(response.errorCode(), null);
    versions = ApiVersionRanges.of(address, response);
  }

  private ApiVersionsResponse askVersions(short version) {
    ApiVersionsRequest request = new ApiVersionsRequest();
    if (version >= 3) {
      request.clientSoftwareName(SOFTWARE_NAME).clientSoftwareVersion(SOFTWARE_VERSION);
    }
    int correlationId = write(request, version);
    ByteBuffer frame = readFrame(ApiKey.API_VERSIONS, correlationId);
    boolean refused =
        frame.remaining() >= Integer.BYTES + Short.BYTES
            && frame.getShort(Integer.BYTES) == ErrorCode.UNSUPPORTED_VERSION.code();
    return decode(frame, ApiKey.API_VERSIONS, refused ? 0 : version, ApiVersionsResponse.class);
  }

  public BrokerAddress address() {
    return address;
  }

  public boolean isOpen() {
    return channel.isOpen();
  }

  public boolean serves(ApiKey api) {
    return versions.has(api);
  }

  /** Sends a request in the highest version that both sides have, and waits for the answer. */
  public <R extends Message> R ask(Message request, Class<R> answerType) {
    return send(request, answerType, request.highestVersion()).await();
  }

  /**
   * Sends a request.
   *
   * @param ceiling the highest version that the caller knows how to fill
   */
  public <R extends Message> Answer<R> send(Message request, Class<R> answerType, short ceiling) {
    ApiKey api = api(request);
    short version = usableVersion(request, ceiling);
    int correlationId = write(request, version);
    return () -> decode(readFrame(api, correlationId), api, version, answerType);
  }

  /**
   * Sends a request that the broker may hold on purpose, and waits for the answer.
   *
   * @param holdMs how much longer than usual the answer may take
   */
  public <R extends Message> R askPatiently(Message request, Class<R> answerType, int holdMs) {
    setTimeout(Math.clamp((long) timeoutMs + holdMs, 0, Integer.MAX_VALUE));
    R answer = ask(request, answerType);
    setTimeout(timeoutMs);
    return answer;
  }

  private void setTimeout(int milliseconds) {
    try {
      channel.timeout(milliseconds);
    } catch (IOException e) {
      close();
      throw ConnectionException.whileConnecting(address, e);
    }
  }

  /** Sends a request that is not answered: a produce request without acknowledgement. */
  public void sendUnanswered(Message request, short ceiling) {
    write(request, usableVersion(request, ceiling));
  }

  private short usableVersion(Message request, short ceiling) {
    return versions.highestCommon(api(request), request.lowestVersion(), ceiling);
  }

  private static ApiKey api(Message request) {
    ApiKey api = ApiKey.forId(request.apiKey());
    if (api == null) {
      throw new IllegalArgumentException("not a request: " + request);
    }
    return api;
  }

  private int write(Message request, short version) {
    int correlationId = nextCorrelationId++;
    ApiKey api = api(request);
    try {
      channel.write(RequestFrame.encode(api, version, correlationId, clientId, request));
      return correlationId;
    } catch (IOException e) {
      close();
      throw ConnectionException.whileAsking(api, address, e);
    }
  }

  private ByteBuffer readFrame(ApiKey api, int correlationId) {
    try {
      ByteBuffer frame = channel.read();
      int answered = ResponseFrame.correlationId(frame);
      if (answered != correlationId) {
        throw new IOException("answer " + answered + " came in place of " + correlationId);
      }
      return frame;
    } catch (IOException | MalformedMessageException e) {
      close();
      throw ConnectionException.whileAsking(api, address, e);
    }
  }

  private <R extends Message> R decode(
      ByteBuffer frame, ApiKey api, int version, Class<R> answerType) {
    try {
      return answerType.cast(ResponseFrame.read(api, (short) version, frame));
    } catch (MalformedMessageException e) {
      close();
      throw ConnectionException.whileAsking(api, address, e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw ConnectionException.whileConnecting(address, e);
    }
  }
}
