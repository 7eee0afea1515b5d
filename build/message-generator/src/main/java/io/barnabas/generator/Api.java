package io.barnabas.generator;

/** A request and its response. */
record Api(MessageSchema request, MessageSchema response) {
  Api {
    if (!request.valid().equals(response.valid())) {
      throw new IllegalArgumentException(
          request.name() + " and its response differ in their versions");
    }
  }

  int key() {
    return request.identity().apiKey();
  }

  /** The name without the ending, such as Produce. */
  String name() {
    return request.name().substring(0, request.name().length() - "Request".length());
  }
}
