package io.barnabas.metadata.takeover;

/**
 * Something of Kafka's that is not simply taken over.
 *
 * @param text a sentence for the operator, without its full stop
 */
public record Finding(Weight weight, String text) {
  /** What becomes of it. */
  public enum Weight {
    /** It is kept, but has no effect in this release. */
    KEPT,
    /** It is not taken along; Kafka's own log, which is put aside, still has it. */
    LEFT_BEHIND,
    /** It keeps the directory from being taken over. */
    REFUSED
  }

  public static Finding kept(String text) {
    return new Finding(Weight.KEPT, text);
  }

  public static Finding leftBehind(String text) {
    return new Finding(Weight.LEFT_BEHIND, text);
  }

  public static Finding refused(String text) {
    return new Finding(Weight.REFUSED, text);
  }
}
