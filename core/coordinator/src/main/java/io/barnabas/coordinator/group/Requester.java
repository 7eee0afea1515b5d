package io.barnabas.coordinator.group;

/**
 * Who asks.
 *
 * @param clientId empty when the client sent none
 * @param clientHost its address, with a leading slash as Kafka has it
 * @param apiVersion of the request
 */
public record Requester(String clientId, String clientHost, short apiVersion) {}
