package io.barnabas.client.admin;

import io.barnabas.client.Cluster;
import io.barnabas.client.ServerErrorException;
import io.barnabas.protocol.Message;
import io.barnabas.protocol.message.DescribeConfigsRequest;
import io.barnabas.protocol.message.DescribeConfigsResponse;
import io.barnabas.protocol.message.IncrementalAlterConfigsRequest;
import io.barnabas.protocol.message.IncrementalAlterConfigsResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads and changes configurations; throws {@link ServerErrorException} if the cluster refuses. */
public final class ConfigAdmin {
  private final Cluster cluster;

  public ConfigAdmin(Cluster cluster) {
    this.cluster = cluster;
  }

  /** The configurations of one resource, as the broker orders them. */
  public List<ConfigEntry> describe(ConfigResource resource) {
    return describe(List.of(resource)).getOrDefault(resource.name(), List.of());
  }

  /** The configurations of several topics, by their names. */
  public Map<String, List<ConfigEntry>> describeTopics(List<String> topics) {
    return topics.isEmpty()
        ? Map.of()
        : describe(topics.stream().map(ConfigResource::topic).toList());
  }

  private Map<String, List<ConfigEntry>> describe(List<ConfigResource> resources) {
    DescribeConfigsRequest request =
        new DescribeConfigsRequest()
            .resources(
                resources.stream()
                    .map(
                        resource ->
                            new DescribeConfigsRequest.DescribeConfigsResource()
                                .resourceType(resource.type().id())
                                .resourceName(resource.name())
                                .configurationKeys(null))
                    .toList())
            .includeSynonyms(true);
    DescribeConfigsResponse response =
        askFor(resources.getFirst(), request, DescribeConfigsResponse.class);
    Map<String, List<ConfigEntry>> described = new HashMap<>();
    for (DescribeConfigsResponse.DescribeConfigsResult result : response.results()) {
      ServerErrorException.check(result.errorCode(), result.errorMessage());
      described.put(
          result.resourceName(), result.configs().stream().map(ConfigAdmin::entryOf).toList());
    }
    return described;
  }

  private static ConfigEntry entryOf(DescribeConfigsResponse.DescribeConfigsResourceResult config) {
    return new ConfigEntry(
        config.name(),
        config.value(),
        ConfigSource.ofId(config.configSource()),
        config.isSensitive(),
        config.readOnly(),
        config.synonyms().stream()
            .map(
                synonym ->
                    new ConfigEntry.Synonym(
                        ConfigSource.ofId(synonym.source()), synonym.name(), synonym.value()))
            .toList());
  }

  /** Changes some of a resource's configurations, all or none. */
  public void alter(ConfigResource resource, List<ConfigChange> changes) {
    IncrementalAlterConfigsRequest request =
        new IncrementalAlterConfigsRequest()
            .resources(
                List.of(
                    new IncrementalAlterConfigsRequest.AlterConfigsResource()
                        .resourceType(resource.type().id())
                        .resourceName(resource.name())
                        .configs(changes.stream().map(ConfigAdmin::alterable).toList())));
    IncrementalAlterConfigsResponse response =
        askFor(resource, request, IncrementalAlterConfigsResponse.class);
    response
        .responses()
        .forEach(result -> ServerErrorException.check(result.errorCode(), result.errorMessage()));
  }

  private static IncrementalAlterConfigsRequest.AlterableConfig alterable(ConfigChange change) {
    return new IncrementalAlterConfigsRequest.AlterableConfig()
        .name(change.name())
        .configOperation(change.operation().id())
        .value(change.value());
  }

  /** A broker's own configuration is known to that broker only. */
  private <R extends Message> R askFor(
      ConfigResource resource, Message request, Class<R> answerType) {
    boolean ofOneBroker =
        switch (resource.type()) {
          case BROKER, BROKER_LOGGER -> !resource.name().isEmpty();
          case TOPIC, CLIENT_METRICS, GROUP -> false;
        };
    return ofOneBroker
        ? cluster.ask(Integer.parseInt(resource.name()), request, answerType)
        : cluster.askAny(request, answerType);
  }
}
