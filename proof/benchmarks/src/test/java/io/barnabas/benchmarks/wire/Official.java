package io.barnabas.benchmarks.wire;

import java.nio.ByteBuffer;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.protocol.ObjectSerializationCache;
import org.apache.kafka.common.requests.AbstractRequest;
import org.apache.kafka.common.requests.RequestHeader;
import org.apache.kafka.common.requests.ResponseHeader;

/** Requests read, and answers written, by the official client's classes. */
public final class Official {
  private Official() {}

  /** Reads a whole frame, its size in front, and requires that nothing is left over. */
  public static AbstractRequest request(ByteBuffer frame) {
    ByteBuffer in = frame.duplicate();
    int size = in.getInt();
    if (size != in.remaining()) {
      throw new AssertionError("size " + size + ", there are " + in.remaining());
    }
    RequestHeader header = RequestHeader.parse(in);
    AbstractRequest request =
        AbstractRequest.parseRequest(
                header.apiKey(), header.apiVersion(), new ByteBufferAccessor(in))
            .request;
    if (in.hasRemaining()) {
      throw new AssertionError("trailing bytes: " + in.remaining());
    }
    return request;
  }

  /** Writes an answer from its correlation id on, without the size in front. */
  public static ByteBuffer answer(ApiKeys api, int version, int correlationId, ApiMessage body) {
    ResponseHeader header =
        new ResponseHeader(correlationId, api.responseHeaderVersion((short) version));
    ObjectSerializationCache cache = new ObjectSerializationCache();
    int headerBytes = header.size();
    ByteBuffer out = ByteBuffer.allocate(headerBytes + body.size(cache, (short) version));
    ByteBufferAccessor accessor = new ByteBufferAccessor(out);
    header.data().write(accessor, new ObjectSerializationCache(), header.headerVersion());
    body.write(accessor, cache, (short) version);
    return out.flip();
  }
}
