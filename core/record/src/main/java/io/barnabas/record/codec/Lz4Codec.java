package io.barnabas.record.codec;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import net.jpountz.lz4.LZ4Compressor;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4FrameOutputStream;
import net.jpountz.lz4.LZ4FrameOutputStream.BLOCKSIZE;
import net.jpountz.lz4.LZ4FrameOutputStream.FLG;
import net.jpountz.xxhash.XXHashFactory;

/**
 * LZ4 frames of independent 64 KiB blocks without checksums, as Kafka writes them. Levels 1 to 17;
 * like Kafka's, the default level 9 means the fast compressor, any other the high-compression one.
 */
public final class Lz4Codec implements Codec {
  private static final int FAST_LEVEL = 9;
  private static final long SIZE_UNKNOWN = -1;

  @Override
  public OutputStream compressing(OutputStream out, int level) throws IOException {
    return new LZ4FrameOutputStream(
        out,
        BLOCKSIZE.SIZE_64KB,
        SIZE_UNKNOWN,
        compressor(level),
        XXHashFactory.fastestInstance().hash32(),
        FLG.Bits.BLOCK_INDEPENDENCE);
  }

  @Override
  public InputStream decompressing(ByteBuffer packed) throws IOException {
    return new Lz4FrameInputStream(packed);
  }

  private static LZ4Compressor compressor(int level) {
    LZ4Factory factory = LZ4Factory.fastestInstance();
    return level == FAST_LEVEL ? factory.fastCompressor() : factory.highCompressor(level);
  }
}
