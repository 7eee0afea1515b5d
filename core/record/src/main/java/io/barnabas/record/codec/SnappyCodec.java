package io.barnabas.record.codec;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.xerial.snappy.SnappyOutputStream;

/** Snappy in the framing of snappy-java ("xerial"), which Kafka made its own. No levels. */
public final class SnappyCodec implements Codec {
  @Override
  public OutputStream compressing(OutputStream out, int level) {
    return new SnappyOutputStream(out);
  }

  @Override
  public InputStream decompressing(ByteBuffer packed) throws IOException {
    return new SnappyFramesInputStream(packed);
  }
}
