package io.barnabas.cli.dump;

import io.barnabas.cli.UsageException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is shown, and how much of it. */
final class DumpOptions {
  @Option(
      names = "--files",
      paramLabel = "FILE",
      split = ",",
      required = true,
      description =
          "The files: .log, .checkpoint, .index, .timeindex, .txnindex, .snapshot,"
              + " leader-epoch-checkpoint, partition.metadata, the offset checkpoints of a log"
              + " directory, its meta.properties and its .journal files. Required.")
  List<Path> files = new ArrayList<>();

  @Option(names = "--print-data-log", description = "Show the records' keys and values.")
  private boolean printData;

  @Option(names = "--deep-iteration", description = "Show a line for every record.")
  private boolean deepIteration;

  @Option(
      names = "--skip-record-metadata",
      description = "Show of the records keys and values only.")
  boolean skipRecordMetadata;

  @Option(
      names = "--cluster-metadata-decoder",
      description = "The records are of the cluster's metadata; show them as JSON.")
  private boolean clusterMetadata;

  @Option(
      names = "--offsets-decoder",
      description = "The records are of __consumer_offsets; show them as JSON.")
  private boolean offsets;

  @Option(
      names = "--transaction-log-decoder",
      description = "The records are of __transaction_state; show them as JSON.")
  private boolean transactions;

  @Option(
      names = "--share-group-state-decoder",
      description = "The records are of __share_group_state; show them as JSON.")
  private boolean shareGroups;

  @Option(
      names = "--key-decoder-class",
      paramLabel = "CLASS",
      arity = "0..1",
      fallbackValue = "StringDecoder",
      description = "How keys become text: StringDecoder, LongDecoder or IntegerDecoder.")
  private @Nullable String keyDecoder;

  @Option(
      names = "--value-decoder-class",
      paramLabel = "CLASS",
      arity = "0..1",
      fallbackValue = "StringDecoder",
      description = "The same for values.")
  private @Nullable String valueDecoder;

  @Option(
      names = "--index-sanity-check",
      description = "Only check that an index could be used, as a broker does when it starts.")
  boolean sanityCheckOnly;

  @Option(
      names = "--verify-index-only",
      description = "Only check an index against its log; show no entries.")
  boolean verifyOnly;

  @Option(
      names = "--max-bytes",
      paramLabel = "BYTES",
      description = "How much of a log is read. The default is all.")
  long maxBytes = Long.MAX_VALUE;

  @Option(
      names = "--max-message-size",
      paramLabel = "BYTES",
      description = "Taken so that scripts go on working; without effect.")
  @SuppressWarnings("UnusedVariable")
  private int maxMessageSize;

  @Option(names = "--remote-log-metadata-decoder", description = "Not there yet.")
  private boolean remoteLogs;

  /**
   * Refuses what can't be done.
   *
   * @throws UsageException before anything is printed
   */
  void check() {
    if (remoteLogs) {
      throw new UsageException("the records of remote logs can't be decoded yet");
    }
    if (Stream.of(clusterMetadata, offsets, transactions, shareGroups).filter(on -> on).count()
        > 1) {
      throw new UsageException("give one decoder only; a log has records of one kind");
    }
    keys();
    values();
  }

  boolean showsRecords() {
    return deepIteration || showsData();
  }

  boolean showsData() {
    return printData
        || clusterMetadata
        || coordinator() != null
        || keyDecoder != null
        || valueDecoder != null;
  }

  /** Decodes keys and values together, the value by the key's type; null if that is not asked. */
  @Nullable CoordinatorDecoder coordinator() {
    if (offsets) {
      return CoordinatorDecoder.GROUPS;
    }
    if (transactions) {
      return CoordinatorDecoder.TRANSACTIONS;
    }
    return shareGroups ? CoordinatorDecoder.SHARE_GROUPS : null;
  }

  RecordDecoder keys() {
    return RecordDecoder.ofClass(keyDecoder == null ? "StringDecoder" : keyDecoder);
  }

  RecordDecoder values() {
    return clusterMetadata
        ? RecordDecoder.METADATA
        : RecordDecoder.ofClass(valueDecoder == null ? "StringDecoder" : valueDecoder);
  }
}
