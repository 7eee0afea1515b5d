package io.barnabas.metadata.store;

class MemoryMetadataStoreTest extends MetadataStoreContract {
  private final MemoryMetadataStore.Kept kept = new MemoryMetadataStore.Kept();

  @Override
  MetadataStore newStore() {
    return new MemoryMetadataStore(simulation.shard(), NODE, kept);
  }
}
