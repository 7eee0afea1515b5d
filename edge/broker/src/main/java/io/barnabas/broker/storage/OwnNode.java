package io.barnabas.broker.storage;

import io.barnabas.environment.Shard;
import io.barnabas.environment.Volume;
import io.barnabas.log.MetaProperties;
import io.barnabas.metadata.config.BrokerConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which node this is: the one of the configuration, and where that leaves it open, the one whose
 * the log directories are.
 */
public final class OwnNode {
  private static final Logger log = LoggerFactory.getLogger(OwnNode.class);

  private OwnNode() {}

  /** Gives the configuration with the node id that counts. */
  public static CompletionStage<BrokerConfig> identify(BrokerConfig config, Shard home) {
    List<Path> logDirs = config.storage().logDirs().stream().map(Path::of).toList();
    return home.disk()
        .lane(logDirs.hashCode())
        .submit(volume -> owner(volume, logDirs))
        .thenApply(owner -> owner.map(found -> withNodeOf(config, found)).orElse(config));
  }

  /** A directory that can't be read is none of this one's business: opening it will fail. */
  private static Optional<MetaProperties> owner(Volume volume, List<Path> logDirs) {
    for (Path logDir : logDirs) {
      try {
        Optional<MetaProperties> owner = MetaProperties.read(volume, logDir);
        if (owner.isPresent()) {
          return owner;
        }
      } catch (IOException e) {
        log.debug("Whose {} is can't be read", logDir, e);
      }
    }
    return Optional.empty();
  }

  private static BrokerConfig withNodeOf(BrokerConfig config, MetaProperties owner) {
    if (config.namesNode() || owner.nodeId() == config.nodeId()) {
      return config;
    }
    log.info(
        "This is node {}, as {} says; the configuration sets no node.id",
        owner.nodeId(),
        MetaProperties.FILE_NAME);
    return config.withNodeId(owner.nodeId());
  }
}
