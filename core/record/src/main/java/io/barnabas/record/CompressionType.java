package io.barnabas.record;

import io.barnabas.record.InvalidBatchException.Reason;
import io.barnabas.record.codec.Codec;
import io.barnabas.record.codec.GzipCodec;
import io.barnabas.record.codec.Lz4Codec;
import io.barnabas.record.codec.SnappyCodec;
import io.barnabas.record.codec.ZstdCodec;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/**
 * The codecs of record batches. The id is what the attributes carry, the name what configs say, and
 * the levels are those of {@code compression.gzip.level} and its siblings (KIP-390).
 */
public enum CompressionType {
  NONE(0, "none", 0, 0, 0),
  GZIP(1, "gzip", 1, 9, -1),
  SNAPPY(2, "snappy", 0, 0, 0),
  LZ4(3, "lz4", 1, 17, 9),
  ZSTD(4, "zstd", -131_072, 22, 3);

  private static final CompressionType[] BY_ID = values();

  private final int id;
  private final String configName;
  private final int minLevel;
  private final int maxLevel;
  private final int defaultLevel;

  CompressionType(int id, String configName, int minLevel, int maxLevel, int defaultLevel) {
    this.id = id;
    this.configName = configName;
    this.minLevel = minLevel;
    this.maxLevel = maxLevel;
    this.defaultLevel = defaultLevel;
  }

  /**
   * The codec of an id, as found in the lowest three bits of the attributes.
   *
   * @throws InvalidBatchException if no codec has the id
   */
  public static CompressionType ofId(int id) {
    if (id < 0 || id >= BY_ID.length) {
      throw new InvalidBatchException(
          Reason.UNSUPPORTED_COMPRESSION_TYPE, "no compression codec has the id " + id);
    }
    return BY_ID[id];
  }

  /**
   * The codec of a config's value.
   *
   * @throws IllegalArgumentException if no codec has the name
   */
  public static CompressionType ofName(String name) {
    for (CompressionType type : BY_ID) {
      if (type.configName.equals(name)) {
        return type;
      }
    }
    throw new IllegalArgumentException("no compression codec is called '" + name + "'");
  }

  /** The number in the attributes, 0 to 4. */
  public int id() {
    return id;
  }

  /** The lower-case name that configs and tools use. */
  public String configName() {
    return configName;
  }

  /** The level used where none is configured; -1 leaves it to the codec. */
  public int defaultLevel() {
    return defaultLevel;
  }

  /** True if the codec takes the level; codecs without levels take none but their default. */
  public boolean isLevelValid(int level) {
    return level == defaultLevel || (level >= minLevel && level <= maxLevel);
  }

  /**
   * Appends the compressed form of what is between the buffer's position and its limit.
   *
   * @param level for codecs that have levels, see {@link #isLevelValid}
   */
  public void compress(ByteBuffer plain, int level, GrowingBuffer out) {
    if (this == NONE) {
      out.write(plain);
      return;
    }
    try (OutputStream packer = codec().compressing(out, level)) {
      if (plain.hasArray()) {
        packer.write(plain.array(), plain.arrayOffset() + plain.position(), plain.remaining());
      } else {
        byte[] copy = new byte[plain.remaining()];
        plain.get(plain.position(), copy);
        packer.write(copy);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
  }

  /**
   * Decompresses what is between the buffer's position and its limit. Memory is taken as bytes come
   * out of the codec; what the compressed form claims about its size is not trusted.
   *
   * @param maxBytes of the result, beyond which the input is refused as too large
   * @return a new buffer, or one that shares the memory if nothing is compressed
   * @throws InvalidBatchException if the input is malformed or too large
   */
  public ByteBuffer decompress(ByteBuffer packed, int maxBytes) {
    if (this == NONE) {
      return packed.slice();
    }
    GrowingBuffer plain = new GrowingBuffer(2 * packed.remaining(), maxBytes);
    try (InputStream unpacker = codec().decompressing(packed)) {
      plain.writeAll(unpacker);
    } catch (IOException e) {
      throw new InvalidBatchException(
          Reason.CORRUPT_MESSAGE, "the " + configName + " data is malformed", e);
    }
    return plain.written();
  }

  private Codec codec() {
    return switch (this) {
      case NONE -> throw new IllegalStateException("nothing to compress with");
      case GZIP -> new GzipCodec();
      case SNAPPY -> new SnappyCodec();
      case LZ4 -> new Lz4Codec();
      case ZSTD -> new ZstdCodec();
    };
  }
}
