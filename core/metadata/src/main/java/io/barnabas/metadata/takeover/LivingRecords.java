package io.barnabas.metadata.takeover;

import io.barnabas.protocol.Message;
import io.barnabas.protocol.metadata.AccessControlEntryRecord;
import io.barnabas.protocol.metadata.ClientQuotaRecord;
import io.barnabas.protocol.metadata.DelegationTokenRecord;
import io.barnabas.protocol.metadata.RemoveAccessControlEntryRecord;
import io.barnabas.protocol.metadata.RemoveDelegationTokenRecord;
import io.barnabas.protocol.metadata.RemoveUserScramCredentialRecord;
import io.barnabas.protocol.metadata.UserScramCredentialRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Of the records that the image keeps as they came, those that still count: not what was replaced
 * or taken back later, and nothing that only Kafka's own controllers and migrations are about.
 */
final class LivingRecords {
  private final Map<Object, Message> byKey = new LinkedHashMap<>();

  private LivingRecords() {}

  static LivingRecords of(Iterable<Message> records) {
    LivingRecords living = new LivingRecords();
    records.forEach(living::take);
    return living;
  }

  /** A user's credential of one mechanism. */
  private record Credential(String user, byte mechanism) {}

  private void take(Message record) {
    switch (record) {
      case AccessControlEntryRecord entry -> byKey.put(entry.id(), entry);
      case RemoveAccessControlEntryRecord removal -> byKey.remove(removal.id());
      case UserScramCredentialRecord credential ->
          byKey.put(new Credential(credential.name(), credential.mechanism()), credential);
      case RemoveUserScramCredentialRecord removal ->
          byKey.remove(new Credential(removal.name(), removal.mechanism()));
      case DelegationTokenRecord token -> byKey.put(token.tokenId(), token);
      case RemoveDelegationTokenRecord removal -> byKey.remove(removal.tokenId());
      case ClientQuotaRecord quota -> take(quota);
      default -> {}
    }
  }

  private void take(ClientQuotaRecord quota) {
    Object key = List.of(quota.entity(), quota.key());
    if (quota.remove()) {
      byKey.remove(key);
    } else {
      byKey.put(key, quota);
    }
  }

  List<Message> all() {
    return new ArrayList<>(byKey.values());
  }

  /** Those of one kind. */
  <T extends Message> List<T> all(Class<T> kind) {
    return byKey.values().stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
