package io.barnabas.metadata.image;

import io.barnabas.protocol.primitive.Uuid;
import java.util.Collections;
import java.util.List;

/**
 * Which brokers have a partition.
 *
 * @param replicas all of them, the preferred leader first
 * @param isr those in sync
 * @param adding those a reassignment adds
 * @param removing those a reassignment takes away
 * @param directories the log folder of each replica, in the order of {@code replicas}
 * @param eligibleLeaders out of sync, but complete up to the high watermark (KIP-966)
 * @param lastKnownLeaders the last leader, when there is none eligible (KIP-966)
 */
public record ReplicaSet(
    List<Integer> replicas,
    List<Integer> isr,
    List<Integer> adding,
    List<Integer> removing,
    List<Uuid> directories,
    List<Integer> eligibleLeaders,
    List<Integer> lastKnownLeaders) {
  /** The folder of a replica that was placed by a release that did not say where. */
  public static final Uuid MIGRATING_DIRECTORY = new Uuid(0, 2);

  public ReplicaSet {
    replicas = List.copyOf(replicas);
    isr = isr.equals(replicas) ? replicas : List.copyOf(isr);
    adding = List.copyOf(adding);
    removing = List.copyOf(removing);
    directories = List.copyOf(directories);
    eligibleLeaders = List.copyOf(eligibleLeaders);
    lastKnownLeaders = List.copyOf(lastKnownLeaders);
    if (directories.size() != replicas.size()) {
      directories = Collections.nCopies(replicas.size(), MIGRATING_DIRECTORY);
    }
  }
}
