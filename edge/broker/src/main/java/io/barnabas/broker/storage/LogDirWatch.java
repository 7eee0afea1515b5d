package io.barnabas.broker.storage;

import io.barnabas.broker.partition.Partitions;
import io.barnabas.environment.Shard;
import io.barnabas.environment.Timers.Timer;
import io.barnabas.log.DirectoryLook;
import io.barnabas.log.DirectoryRoom;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the log directories every second: whether they can be used, and how much room they have.
 * A directory that fails takes its own partitions offline and no others; when it works again they
 * are opened again. To be used on the home shard, but for {@link #states}.
 */
public final class LogDirWatch {
  private static final Logger log = LoggerFactory.getLogger(LogDirWatch.class);
  private static final long LOOK_EVERY_MS = 1_000;

  private final Shard home;
  private final LogDirs logDirs;
  private final Partitions partitions;
  private final DiskReserve reserve;
  private final Set<Path> suspects = new HashSet<>();
  private final Set<Path> beingLookedAt = new HashSet<>();
  private volatile Map<Path, DirectoryState> states;
  private @Nullable Timer timer;
  private boolean ended;

  public LogDirWatch(Shard home, LogDirs logDirs, Partitions partitions, DiskReserve reserve) {
    this.home = home;
    this.logDirs = logDirs;
    this.partitions = partitions;
    this.reserve = reserve;
    Map<Path, DirectoryState> first = new LinkedHashMap<>();
    logDirs.owned().forEach(dir -> first.put(dir.path(), DirectoryState.unknown(dir.path())));
    for (OfflineDirectory dir : logDirs.offline()) {
      first.put(dir.path(), DirectoryState.failed(dir.path(), dir.cause()));
    }
    states = Collections.unmodifiableMap(first);
    logDirs.measureBy(this::usableBytes);
  }

  /** The directories as they were when last looked at, those that work first. Any thread. */
  public Collection<DirectoryState> states() {
    return states.values();
  }

  /** Whether a directory worked when it was last looked at. */
  public boolean isUsable(Path directory) {
    return usableBytes(directory).isPresent();
  }

  private OptionalLong usableBytes(Path directory) {
    DirectoryState state = states.getOrDefault(directory, DirectoryState.unknown(directory));
    if (state.hasFailed()) {
      return OptionalLong.empty();
    }
    DirectoryRoom room = state.room();
    return OptionalLong.of(room == null ? 0 : room.usableBytes());
  }

  /** Looks now and from time to time. */
  public void start() {
    partitions.orderAll(
        shard -> shard.tellOfStorageFailures(dir -> home.execute(() -> suspect(dir))));
    lookAtAll();
  }

  private void lookAtAll() {
    if (!ended) {
      logDirs.owned().forEach(this::lookAt);
      timer = home.timers().schedule(LOOK_EVERY_MS, this::lookAtAll);
    }
  }

  /** Looks no more. */
  public void stop() {
    ended = true;
    if (timer != null) {
      timer.cancel();
    }
  }

  /** Something in a directory has failed: looks closer, and soon. */
  private void suspect(Path path) {
    suspects.add(path);
    logDirs.owned().stream().filter(dir -> dir.path().equals(path)).forEach(this::lookAt);
  }

  private void lookAt(OwnedDirectory directory) {
    Path path = directory.path();
    if (ended || !beingLookedAt.add(path)) {
      return;
    }
    DirectoryState before = states.getOrDefault(path, DirectoryState.unknown(path));
    boolean writes = suspects.remove(path) || before.hasFailed();
    home.disk()
        .lane(path.hashCode())
        .submit(new DirectoryLook(path, directory.owner(), writes))
        .whenComplete(
            (room, failure) -> {
              beingLookedAt.remove(path);
              if (!ended) {
                onLooked(before, room, failure);
              }
            });
  }

  private void onLooked(
      DirectoryState before, @Nullable DirectoryRoom room, @Nullable Throwable failure) {
    Path path = before.path();
    if (room == null) {
      String cause = String.valueOf(failure);
      note(DirectoryState.failed(path, cause));
      if (!before.hasFailed()) {
        onFailed(path, cause);
      }
      return;
    }
    note(DirectoryState.usable(path, room));
    partitions.rooms().allow(path, reserve.allowed(room));
    if (before.hasFailed()) {
      log.info("The log directory {} works again; its partitions are opened again", path);
      partitions.offline().recover(path);
    }
  }

  private void note(DirectoryState state) {
    Map<Path, DirectoryState> next = new LinkedHashMap<>(states);
    next.put(state.path(), state);
    states = Collections.unmodifiableMap(next);
  }

  private void onFailed(Path path, String cause) {
    log.error("The log directory {} can't be used ({}); its partitions are offline", path, cause);
    partitions.rooms().fail(path);
    partitions.orderAll(shard -> shard.takeOffline(path, cause));
    logDirs.owned().stream()
        .filter(dir -> dir.path().equals(path))
        .forEach(dir -> partitions.offline().fail(path, logDirs.placement().in(dir.directory())));
  }
}
