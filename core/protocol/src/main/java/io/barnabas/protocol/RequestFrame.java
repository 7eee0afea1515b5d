package io.barnabas.protocol;

import io.barnabas.environment.Outbound;
import io.barnabas.protocol.message.RequestHeader;
import io.barnabas.protocol.primitive.MessageReader;
import io.barnabas.protocol.primitive.MessageWriter;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The head of a request, with the body still to be read.
 *
 * @param apiKeyId the API's number as sent
 * @param apiKey the API, null if the number is unknown
 * @param version the version as sent; {@link #isSupported} says whether it has a schema
 * @param clientId null if the client has none, or if the version is not supported
 * @param body the buffer, positioned at the body if the version is supported
 */
public record RequestFrame(
    short apiKeyId,
    @Nullable ApiKey apiKey,
    short version,
    int correlationId,
    @Nullable String clientId,
    ByteBuffer body) {

  /**
   * Reads the head of a frame, whose position moves to the body. Of a request with an unknown API
   * or version it reads the fields that every version has, so that it can be answered.
   *
   * @throws MalformedMessageException if the frame is too short or its head is damaged
   */
  public static RequestFrame read(ByteBuffer frame) {
    int start = frame.position();
    MessageReader reader = new MessageReader(frame);
    short apiKeyId = reader.readShort();
    short version = reader.readShort();
    int correlationId = reader.readInt();
    ApiKey apiKey = ApiKey.forId(apiKeyId);
    if (apiKey == null || !apiKey.hasVersion(version)) {
      return new RequestFrame(apiKeyId, apiKey, version, correlationId, null, frame);
    }
    frame.position(start);
    RequestHeader header = RequestHeader.read(reader, apiKey.requestHeaderVersion(version));
    return new RequestFrame(apiKeyId, apiKey, version, correlationId, header.clientId(), frame);
  }

  /** A request's frame, without the length in front. */
  public static Outbound encode(
      ApiKey apiKey, short version, int correlationId, @Nullable String clientId, Message body) {
    MessageWriter out = new MessageWriter();
    short headerVersion = apiKey.requestHeaderVersion(version);
    new RequestHeader()
        .requestApiKey(apiKey.id())
        .requestApiVersion(version)
        .correlationId(correlationId)
        .clientId(clientId)
        .write(out, headerVersion);
    body.write(out, version);
    return out.toOutbound();
  }

  /** Whether the API and its version have a schema; else the body can't be read. */
  public boolean isSupported() {
    return apiKey != null && apiKey.hasVersion(version);
  }

  /**
   * Reads the body, all of it. To be called once, and only if {@link #isSupported}.
   *
   * @throws MalformedMessageException if the body is damaged or bytes are left over
   */
  public Message readBody() {
    if (apiKey == null) {
      throw new MalformedMessageException("there is no API " + apiKeyId);
    }
    Message message = ApiMessages.readRequest(apiKey, version, body);
    if (body.hasRemaining()) {
      throw new MalformedMessageException(
          body.remaining() + " bytes follow the " + apiKey.apiName() + " request");
    }
    return message;
  }
}
