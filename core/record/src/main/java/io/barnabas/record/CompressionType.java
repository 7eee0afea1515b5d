package io.barnabas.record;

import io.barnabas.record.InvalidBatchException.Reason;

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
}
