package io.barnabas.cli.producer;

import io.barnabas.cli.ClientSettings;
import io.barnabas.client.ClientProperties;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How the producer sends. Options win over settings, settings over the file. */
final class SendingOptions {
  @Option(
      names = {"--command-property", "--producer-property"},
      paramLabel = "NAME=VALUE",
      description = "A setting for the producer. May be repeated.")
  private List<String> settings = new ArrayList<>();

  @Option(
      names = {"--command-config", "--producer.config"},
      paramLabel = "FILE",
      description = "A properties file with settings for the producer.")
  private @Nullable Path settingsFile;

  @Option(
      names = "--compression-codec",
      paramLabel = "CODEC",
      arity = "0..1",
      fallbackValue = "gzip",
      description = "none, gzip, snappy, lz4 or zstd; gzip when no codec is named.")
  private @Nullable String codec;

  @Option(
      names = "--request-required-acks",
      paramLabel = "ACKS",
      description = "0: do not wait; 1: the leader has it; all or -1: all in-sync replicas do.")
  private @Nullable String acks;

  @Option(
      names = {"--batch-size", "--max-partition-memory-bytes"},
      paramLabel = "BYTES",
      description = "How large a batch may grow before it is sent. Default: 16384.")
  private @Nullable String batchSize;

  @Option(
      names = "--request-timeout-ms",
      paramLabel = "MS",
      description = "How long a broker may take to answer. Default: 30000.")
  private @Nullable String requestTimeout;

  @Option(
      names = "--message-send-max-retries",
      paramLabel = "N",
      description = "How often a failed attempt is repeated.")
  private @Nullable String retries;

  @Option(
      names = "--retry-backoff-ms",
      paramLabel = "MS",
      description = "The pause before it is. Default: 100.")
  private @Nullable String retryBackoff;

  @Option(names = "--sync", description = "Wait for each record before the next is read.")
  boolean sync;

  /** Kafka's tool has them; here a batch is sent as soon as no line is waiting. */
  @Option(
      names = {
        "--timeout",
        "--max-block-ms",
        "--max-memory-bytes",
        "--metadata-expiry-ms",
        "--socket-buffer-size"
      },
      paramLabel = "N",
      description = "Taken so that scripts go on working; without effect.")
  @SuppressWarnings("UnusedVariable")
  private List<Long> withoutEffect = new ArrayList<>();

  ClientProperties properties() {
    Map<String, String> chosen = new HashMap<>();
    putIfGiven(chosen, "compression.type", codec);
    putIfGiven(chosen, "acks", acks);
    putIfGiven(chosen, "batch.size", batchSize);
    putIfGiven(chosen, "request.timeout.ms", requestTimeout);
    putIfGiven(chosen, "retries", retries);
    putIfGiven(chosen, "retry.backoff.ms", retryBackoff);
    return ClientSettings.merged(settingsFile, settings).overriddenBy(chosen);
  }

  private static void putIfGiven(
      Map<String, String> properties, String name, @Nullable String value) {
    if (value != null) {
      properties.put(name, value);
    }
  }
}
