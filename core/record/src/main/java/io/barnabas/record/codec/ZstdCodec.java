package io.barnabas.record.codec;

import com.github.luben.zstd.RecyclingBufferPool;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** Zstandard frames (KIP-110). Levels -131072 to 22. */
public final class ZstdCodec implements Codec {
  @Override
  public OutputStream compressing(OutputStream out, int level) throws IOException {
    return new ZstdOutputStreamNoFinalizer(out, RecyclingBufferPool.INSTANCE, level);
  }

  @Override
  public InputStream decompressing(ByteBuffer packed) throws IOException {
    return new ZstdInputStreamNoFinalizer(
        new ByteBufferInputStream(packed), RecyclingBufferPool.INSTANCE);
  }
}
