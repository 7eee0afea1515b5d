package io.barnabas.record.codec;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** One way to make records smaller. Stateless; the streams belong to who opened them. */
public interface Codec {
  /** Compresses what is written to the returned stream; closing it finishes the output. */
  OutputStream compressing(OutputStream out, int level) throws IOException;

  /**
   * Decompresses the bytes between the buffer's position and its limit, as they are asked for.
   * Malformed input makes this or the stream throw an {@link IOException}.
   */
  InputStream decompressing(ByteBuffer packed) throws IOException;
}
