package io.barnabas.coordinator.group.migration;

/** Members were told something by their assignor that only it understands. */
final class CustomAssignorException extends RuntimeException {
  private static final long serialVersionUID = 1L;
}
