package io.barnabas.protocol;

import io.barnabas.environment.Outbound;
import io.barnabas.protocol.message.ResponseHeader;
import io.barnabas.protocol.primitive.MessageWriter;
import java.nio.ByteBuffer;

/** The framing of responses: a header with the request's correlation id, and a body. */
public final class ResponseFrame {
  private ResponseFrame() {}

  /** A response's frame, without the length in front. Records in it are not copied. */
  public static Outbound encode(int correlationId, ApiKey apiKey, short version, Message body) {
    MessageWriter out = new MessageWriter();
    new ResponseHeader()
        .correlationId(correlationId)
        .write(out, apiKey.responseHeaderVersion(version));
    body.write(out, version);
    return out.toOutbound();
  }

  /** The correlation id that every response starts with; the position stays. */
  public static int correlationId(ByteBuffer frame) {
    if (frame.remaining() < Integer.BYTES) {
      throw new MalformedMessageException("the response ends too early");
    }
    return frame.getInt(frame.position());
  }

  /**
   * Reads a whole response.
   *
   * @throws MalformedMessageException if it is damaged or bytes are left over
   */
  public static Message read(ApiKey apiKey, short version, ByteBuffer frame) {
    ResponseHeader.read(frame, apiKey.responseHeaderVersion(version));
    Message message = ApiMessages.readResponse(apiKey, version, frame);
    if (frame.hasRemaining()) {
      throw new MalformedMessageException(
          frame.remaining() + " bytes follow the " + apiKey.apiName() + " response");
    }
    return message;
  }
}
