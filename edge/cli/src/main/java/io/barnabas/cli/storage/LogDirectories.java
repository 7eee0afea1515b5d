package io.barnabas.cli.storage;

import io.barnabas.client.ClientException;
import io.barnabas.environment.real.DiskThreads;
import io.barnabas.environment.real.NioVolume;
import io.barnabas.environment.real.ThreadShard;
import io.barnabas.log.LogDirectory;
import io.barnabas.log.MetaProperties;
import io.barnabas.metadata.config.BrokerConfig;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** The log directories of one broker, as they are on the disk. */
final class LogDirectories {
  private final int nodeId;
  private final List<Path> paths;

  LogDirectories(BrokerConfig config) {
    this.nodeId = config.nodeId();
    this.paths = config.storage().logDirs().stream().map(Path::of).toList();
  }

  List<Path> paths() {
    return paths;
  }

  static boolean isFormatted(Path path) {
    return Files.exists(path.resolve(MetaProperties.FILE_NAME));
  }

  /**
   * What a directory says of itself, sorted by name. Read without opening the directory, which
   * would take its mark of a clean shutdown away.
   */
  static SortedMap<String, String> metadata(Path path) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(path.resolve(MetaProperties.FILE_NAME))) {
      properties.load(reader);
    } catch (IOException e) {
      throw new ClientException(
          "can't read " + path.resolve(MetaProperties.FILE_NAME) + ": " + e, e);
    }
    SortedMap<String, String> sorted = new TreeMap<>();
    properties.forEach((name, value) -> sorted.put(name.toString(), value.toString()));
    return sorted;
  }

  /**
   * Gives directories to this broker in a cluster; makes those that are not there.
   *
   * @throws ClientException if one can't be written, or a broker is running on it
   */
  void format(List<Path> unformatted, String clusterId) {
    try (DiskThreads disks = new DiskThreads(new NioVolume(), 1);
        ThreadShard shard = new ThreadShard(0, disks)) {
      for (Path path : unformatted) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        shard.execute(() -> format(shard, path, clusterId, done));
        done.join();
      }
    } catch (CompletionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new ClientException(String.valueOf(cause.getMessage()), e);
    }
  }

  private void format(
      ThreadShard shard, Path path, String clusterId, CompletableFuture<Void> done) {
    MetaProperties owner =
        new MetaProperties(Optional.of(clusterId), nodeId, Optional.of(RandomUuid.next()));
    LogDirectory.open(shard, path)
        .thenCompose(directory -> directory.write(owner).thenCompose(_ -> directory.close()))
        .whenComplete(
            (_, failure) -> {
              if (failure == null) {
                done.complete(null);
              } else {
                done.completeExceptionally(failure);
              }
            });
  }
}
