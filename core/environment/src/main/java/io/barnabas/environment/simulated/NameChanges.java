package io.barnabas.environment.simulated;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Names made, moved and deleted since their folders were synced, in order. */
final class NameChanges {
  private List<NameChange> unsynced = new ArrayList<>();

  /** Changes names for programs to see; a move is two steps with one fate. */
  void make(Step... steps) {
    NameChange change = new NameChange(List.of(steps));
    change.steps().forEach(step -> step.applyTo(step.slot().folder().names));
    unsynced.add(change);
  }

  void sync(Node.Folder folder) {
    makeDurable(change -> change.touches(folder));
  }

  /** Decides which of the unsynced changes are there after a crash. */
  void crash(SeededRandomness randomness) {
    switch (CrashOutcome.pick(randomness)) {
      case LOSE_ALL -> {}
      case KEEP_ALL -> makeDurable(change -> true);
      case KEEP_FIRST -> {
        List<NameChange> first = unsynced.subList(0, randomness.nextInt(unsynced.size() + 1));
        makeDurable(Set.copyOf(first)::contains);
      }
      case KEEP_SOME -> makeDurable(change -> randomness.chance(500));
    }
    unsynced.clear();
  }

  /**
   * Makes the changes wanted durable, and with them the earlier ones of the same folders: the file
   * systems that are in use journal the changes of a folder in order.
   */
  private void makeDurable(Predicate<NameChange> wanted) {
    List<NameChange> durable = new ArrayList<>();
    List<NameChange> left = new ArrayList<>();
    Set<Node.Folder> folders = new HashSet<>();
    for (NameChange change : unsynced.reversed()) {
      if (wanted.test(change) || change.touchesAny(folders)) {
        change.steps().forEach(step -> folders.add(step.slot().folder()));
        durable.add(change);
      } else {
        left.add(change);
      }
    }
    durable.reversed().forEach(NameChange::applyDurably);
    Collections.reverse(left);
    unsynced = left;
  }

  /** A place for a name. */
  record Slot(Node.Folder folder, String name) {
    @Nullable Node node() {
      return folder.names.get(name);
    }

    Step put(Node node) {
      return new Step(this, node);
    }

    Step clear() {
      return new Step(this, null);
    }
  }

  /** One name put, or cleared where the node is null. */
  record Step(Slot slot, @Nullable Node node) {
    void applyTo(Map<String, Node> names) {
      if (node == null) {
        names.remove(slot.name());
      } else {
        names.put(slot.name(), node);
      }
    }
  }

  /** Compared by identity: equal changes may follow each other. */
  private static final class NameChange {
    private final List<Step> steps;

    NameChange(List<Step> steps) {
      this.steps = steps;
    }

    List<Step> steps() {
      return steps;
    }

    boolean touches(Node.Folder folder) {
      return steps.stream().anyMatch(step -> step.slot().folder() == folder);
    }

    boolean touchesAny(Set<Node.Folder> folders) {
      return steps.stream().anyMatch(step -> folders.contains(step.slot().folder()));
    }

    void applyDurably() {
      steps.forEach(step -> step.applyTo(step.slot().folder().durableNames));
    }
  }
}
