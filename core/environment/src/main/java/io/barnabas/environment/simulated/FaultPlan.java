package io.barnabas.environment.simulated;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/** Decides at each operation of a simulated volume how it goes. */
@FunctionalInterface
public interface FaultPlan {
  FaultPlan NONE = operation -> Fault.NONE;

  Fault at(Operation operation);

  /** One fault, at the operation of this number, the first being 1. */
  static FaultPlan onOperation(long number, Fault fault) {
    return operation -> operation.number() == number ? fault : Fault.NONE;
  }

  /**
   * One fault, at an operation among some.
   *
   * @param number which of those it is, the first being 1
   * @param counted the operations that count, such as the writes to one file
   */
  static FaultPlan onNth(long number, Predicate<Operation> counted, Fault fault) {
    AtomicLong seen = new AtomicLong();
    return operation ->
        counted.test(operation) && seen.incrementAndGet() == number ? fault : Fault.NONE;
  }

  /**
   * An operation about to be done.
   *
   * @param number counts the volume's operations from 1
   */
  record Operation(long number, Kind kind, Path path) {}

  /** The operations that can go wrong. */
  enum Kind {
    OPEN,
    READ,
    WRITE,
    SYNC,
    TRUNCATE,
    LIST,
    CREATE_FOLDER,
    MOVE,
    DELETE,
    LOCK,
    SYNC_FOLDER
  }

  /** How an operation goes. */
  enum Fault {
    /** Well. */
    NONE,
    /**
     * It fails and does nothing. A failed sync may also forget what it should have written, as
     * Linux does: a second sync then succeeds and the bytes are lost in a crash all the same.
     */
    FAIL,
    /** A write fails after a part of it; others just fail. */
    SHORT,
    /** The machine stops before it. */
    CRASH,
    /** A write or a sync does nothing and says it did: a lying disk. Others go well. */
    IGNORE
  }
}
