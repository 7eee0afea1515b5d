package io.barnabas.generator;

/** A set of message versions, 0 to 63, one bit each. "3+" has no upper end. */
record VersionSet(long bits) {
  static final VersionSet NONE = new VersionSet(0);
  static final VersionSet ALL = new VersionSet(-1);
  private static final int END = Long.SIZE;

  /** Parses the schemas' notation: {@code none}, {@code 4}, {@code 2-5} or {@code 3+}. */
  static VersionSet parse(String text) {
    if (text.equals("none")) {
      return NONE;
    }
    if (text.endsWith("+")) {
      return range(Integer.parseInt(text.substring(0, text.length() - 1)), END - 1);
    }
    int dash = text.indexOf('-');
    if (dash < 0) {
      int only = Integer.parseInt(text);
      return range(only, only);
    }
    return range(
        Integer.parseInt(text.substring(0, dash)), Integer.parseInt(text.substring(dash + 1)));
  }

  /** Versions from first to last, both included. */
  static VersionSet range(int first, int last) {
    if (first < 0 || last >= END || first > last) {
      throw new IllegalArgumentException("bad version range " + first + "-" + last);
    }
    return new VersionSet((-1L << first) & (-1L >>> (END - 1 - last)));
  }

  /** The older set below the boundary, the newer one from it on. */
  static VersionSet join(VersionSet older, VersionSet newer, int boundary) {
    if (boundary == END) {
      return older;
    }
    long fromBoundary = -1L << boundary;
    return new VersionSet((older.bits & ~fromBoundary) | (newer.bits & fromBoundary));
  }

  boolean contains(int version) {
    return (bits >>> version & 1) != 0;
  }

  boolean containsAll(VersionSet other) {
    return (other.bits & ~bits) == 0;
  }

  boolean isEmpty() {
    return bits == 0;
  }

  /** The lowest version, 64 if there is none. */
  int lowest() {
    return Long.numberOfTrailingZeros(bits);
  }

  /** The highest version, -1 if there is none. */
  int highest() {
    return END - 1 - Long.numberOfLeadingZeros(bits);
  }

  VersionSet and(VersionSet other) {
    return new VersionSet(bits & other.bits);
  }

  VersionSet minus(VersionSet other) {
    return new VersionSet(bits & ~other.bits);
  }
}
