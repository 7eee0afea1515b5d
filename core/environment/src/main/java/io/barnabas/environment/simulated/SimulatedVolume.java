package io.barnabas.environment.simulated;

import io.barnabas.environment.FileLockedException;
import io.barnabas.environment.Volume;
import io.barnabas.environment.VolumeFile;
import io.barnabas.environment.simulated.FaultPlan.Fault;
import io.barnabas.environment.simulated.FaultPlan.Kind;
import io.barnabas.environment.simulated.FaultPlan.Operation;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * A file system in memory that forgets as a real one may: in a crash each unsynced write is lost,
 * kept or torn, each unsynced name lost or kept. It outlives the processes that use it.
 */
public final class SimulatedVolume implements Volume {
  private final Path root;
  private final NameTree tree;
  private final SeededRandomness randomness;
  private final Trace trace;
  private final LongSupplier nowNs;
  private final TreeSet<Path> locks = new TreeSet<>();
  private FaultPlan faults = FaultPlan.NONE;
  private long capacityBytes = Long.MAX_VALUE;
  private long operations;
  private long generation;
  private int openFiles;
  private boolean crashed;

  /** A volume for tests without a world. The root, an absolute path, is there and durable. */
  public SimulatedVolume(long seed, Path root) {
    this(new SeededRandomness(seed), root, new Trace(), () -> 0);
  }

  SimulatedVolume(SeededRandomness randomness, Path root, Trace trace, LongSupplier nowNs) {
    this.root = root;
    this.randomness = randomness;
    this.trace = trace;
    this.nowNs = nowNs;
    tree = new NameTree(root);
  }

  public Path root() {
    return root;
  }

  public Trace trace() {
    return trace;
  }

  /** How operations go from now on. */
  public void setFaults(FaultPlan plan) {
    faults = plan;
  }

  /** How much fits; less than is used means that nothing more does. */
  public void setCapacity(long bytes) {
    capacityBytes = bytes;
  }

  /** Bytes of all files that have a name. */
  public long usedBytes() {
    return tree.usedBytes();
  }

  /** How many operations were begun. */
  public long operations() {
    return operations;
  }

  /** Files opened and not closed since the last crash. */
  public int openFiles() {
    return openFiles;
  }

  /**
   * The machine stops: what was not synced is lost, kept or torn. Whatever the processes still try
   * ends in {@link CrashedException}, until {@link #restart}.
   */
  public void crash() {
    detach();
    crashed = true;
    tree.crash(randomness);
  }

  /** The process is killed: its files and locks are closed, the page cache stays. */
  public void detach() {
    generation++;
    openFiles = 0;
    locks.clear();
    trace.note(nowNs.getAsLong(), "volume detached", generation);
  }

  /** The machine runs again; files must be opened anew. */
  public void restart() {
    crashed = false;
  }

  public boolean isCrashed() {
    return crashed;
  }

  /** The files of a folder that every crash leaves, each with the bytes that it surely keeps. */
  public SortedMap<String, byte[]> sureFiles(Path folder) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    if (tree.findSure(folder) instanceof Node.Folder found) {
      for (String name : found.names.keySet()) {
        if (tree.findSure(folder.resolve(name)) instanceof Node.File file) {
          files.put(name, file.content.sureBytes());
        }
      }
    }
    return files;
  }

  /** Whether a crash can't change the file's content any more. */
  public boolean isSynced(Path file) throws IOException {
    return existing(file).content.isSynced();
  }

  /** Bit rot: changes one bit of a file on the medium. */
  public void flipBit(Path file, long bit) throws IOException {
    existing(file).content.flipBit(bit);
    trace.note(nowNs.getAsLong(), "bit rot in " + file, bit);
  }

  /**
   * Bit rot somewhere in what is synced of some files; every bit is as likely as any other. Nothing
   * happens when there is none.
   *
   * @return where, as a file and one of its bytes
   */
  public Optional<Rot> rot(Predicate<Path> affected) throws IOException {
    SortedMap<Path, Node.File> files = tree.files();
    files.keySet().removeIf(affected.negate());
    long bytes = files.values().stream().mapToLong(file -> file.content.durableBytes()).sum();
    long chosen = bytes == 0 ? 0 : randomness.nextLong(bytes);
    for (Map.Entry<Path, Node.File> file : files.entrySet()) {
      long size = file.getValue().content.durableBytes();
      if (chosen < size) {
        flipBit(file.getKey(), chosen * 8 + randomness.nextInt(8));
        return Optional.of(new Rot(file.getKey(), chosen));
      }
      chosen -= size;
    }
    return Optional.empty();
  }

  /** A byte of which one bit was changed. */
  public record Rot(Path file, long position) {}

  @Override
  public VolumeFile open(Path file, OpenMode mode) throws IOException {
    begin(Kind.OPEN, file);
    Node.File found = tree.file(file);
    if (found == null) {
      if (mode == OpenMode.READ) {
        throw new NoSuchFileException(file.toString());
      }
      found = tree.createFile(file);
      found.modifiedNs = nowNs.getAsLong();
    }
    if (mode == OpenMode.TRUNCATE) {
      found.content.cut(0);
      found.modifiedNs = nowNs.getAsLong();
    }
    openFiles++;
    return new SimulatedVolumeFile(this, file, found, mode);
  }

  @Override
  public boolean exists(Path path) {
    checkRunning();
    return tree.find(path) != null;
  }

  @Override
  public List<Entry> list(Path folder) throws IOException {
    begin(Kind.LIST, folder);
    return tree.folder(folder).names.entrySet().stream()
        .map(named -> entry(named.getKey(), named.getValue()))
        .toList();
  }

  private static Entry entry(String name, Node node) {
    return switch (node) {
      case Node.Folder folder -> new Entry(name, true, 0);
      case Node.File file -> new Entry(name, false, file.content.size());
    };
  }

  @Override
  public long lastModifiedMs(Path file) throws IOException {
    begin(Kind.LIST, file);
    return SimulatedClock.START_MS + existing(file).modifiedNs / 1_000_000;
  }

  @Override
  public void createDirectories(Path folder) throws IOException {
    begin(Kind.CREATE_FOLDER, folder);
    tree.createFolders(folder);
  }

  @Override
  public void move(Path from, Path to) throws IOException {
    begin(Kind.MOVE, from);
    tree.move(from, to);
  }

  @Override
  public boolean delete(Path path) throws IOException {
    begin(Kind.DELETE, path);
    return tree.delete(path);
  }

  @Override
  public Closeable lock(Path file) throws IOException {
    begin(Kind.LOCK, file);
    if (tree.file(file) == null) {
      tree.createFile(file);
    }
    if (!locks.add(file)) {
      throw new FileLockedException(file);
    }
    long lockedIn = generation;
    return () -> {
      if (lockedIn == generation) {
        locks.remove(file);
      }
    };
  }

  @Override
  public void syncDirectory(Path folder) throws IOException {
    if (begin(Kind.SYNC_FOLDER, folder) == Fault.NONE) {
      tree.syncFolder(folder);
    }
  }

  @Override
  public long usableBytes(Path path) throws IOException {
    checkRunning();
    return freeBytes();
  }

  @Override
  public long totalBytes(Path path) throws IOException {
    checkRunning();
    return capacityBytes;
  }

  /** Counts an operation and lets the plan decide; returns the faults that the caller acts out. */
  Fault begin(Kind kind, Path path) throws IOException {
    checkRunning();
    operations++;
    trace.note(nowNs.getAsLong(), kind.name(), path.hashCode());
    Fault fault = faults.at(new Operation(operations, kind, path));
    switch (fault) {
      case NONE, IGNORE -> {}
      case CRASH -> {
        crash();
        throw new CrashedException();
      }
      case FAIL -> throw new IOException("Input/output error: " + path);
      case SHORT -> {
        if (kind != Kind.WRITE) {
          throw new IOException("Input/output error: " + path);
        }
      }
    }
    return fault;
  }

  private void checkRunning() {
    if (crashed) {
      throw new CrashedException();
    }
  }

  private Node.File existing(Path path) throws IOException {
    Node.File file = tree.file(path);
    if (file == null) {
      throw new NoSuchFileException(path.toString());
    }
    return file;
  }

  long nowNs() {
    return nowNs.getAsLong();
  }

  long freeBytes() {
    boolean unlimited = capacityBytes == Long.MAX_VALUE;
    return unlimited ? Long.MAX_VALUE : Math.max(0, capacityBytes - tree.usedBytes());
  }

  long generation() {
    return generation;
  }

  SeededRandomness randomness() {
    return randomness;
  }

  void closed(long openedIn) {
    if (openedIn == generation) {
      openFiles--;
    }
  }
}
