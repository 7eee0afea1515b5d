package io.barnabas.client.metadata;

import io.barnabas.client.network.BrokerAddress;
import org.jspecify.annotations.Nullable;

/** A broker of the cluster. */
public record Node(int id, BrokerAddress address, @Nullable String rack) {}
