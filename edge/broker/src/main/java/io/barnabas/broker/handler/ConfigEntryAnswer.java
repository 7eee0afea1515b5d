package io.barnabas.broker.handler;

import io.barnabas.metadata.config.ConfigEntry;
import io.barnabas.metadata.config.ConfigSource;
import io.barnabas.protocol.message.DescribeConfigsRequest;
import io.barnabas.protocol.message.DescribeConfigsResponse.DescribeConfigsResourceResult;
import io.barnabas.protocol.message.DescribeConfigsResponse.DescribeConfigsSynonym;
import java.util.List;

/** How DescribeConfigs tells one config. */
record ConfigEntryAnswer(boolean inVersion0, boolean withSynonyms, boolean withDocumentation) {
  static ConfigEntryAnswer of(DescribeConfigsRequest request, short version) {
    return new ConfigEntryAnswer(
        version == 0, request.includeSynonyms(), request.includeDocumentation());
  }

  DescribeConfigsResourceResult of(ConfigEntry entry) {
    return new DescribeConfigsResourceResult()
        .name(entry.name())
        .value(entry.value())
        .readOnly(entry.readOnly())
        // The later versions' source says this, and more.
        .isDefault(inVersion0 && entry.source() == ConfigSource.DEFAULT_CONFIG)
        .configSource(entry.source().id())
        .isSensitive(entry.key().isSensitive())
        .synonyms(withSynonyms ? synonyms(entry) : List.of())
        .configType(entry.key().type().id())
        .documentation(withDocumentation ? entry.key().documentation() : null);
  }

  private static List<DescribeConfigsSynonym> synonyms(ConfigEntry entry) {
    return entry.synonyms().stream()
        .map(
            synonym ->
                new DescribeConfigsSynonym()
                    .name(synonym.name())
                    .value(synonym.value())
                    .source(synonym.source().id()))
        .toList();
  }
}
