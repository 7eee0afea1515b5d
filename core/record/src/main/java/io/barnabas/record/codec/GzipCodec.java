package io.barnabas.record.codec;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** RFC 1952. Levels 1 to 9, -1 for the default of zlib. */
public final class GzipCodec implements Codec {
  private static final int BUFFER_BYTES = 8192;

  @Override
  public OutputStream compressing(OutputStream out, int level) throws IOException {
    return new LeveledOutput(out, level);
  }

  @Override
  public InputStream decompressing(ByteBuffer packed) throws IOException {
    return new GZIPInputStream(new ByteBufferInputStream(packed), BUFFER_BYTES);
  }

  private static final class LeveledOutput extends GZIPOutputStream {
    LeveledOutput(OutputStream out, int level) throws IOException {
      super(out, BUFFER_BYTES);
      def.setLevel(level);
    }
  }
}
