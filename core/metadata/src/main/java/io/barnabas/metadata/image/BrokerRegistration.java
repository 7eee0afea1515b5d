package io.barnabas.metadata.image;

import io.barnabas.protocol.metadata.BrokerRegistrationChangeRecord;
import io.barnabas.protocol.metadata.RegisterBrokerRecord;
import io.barnabas.protocol.metadata.RegisterBrokerRecord.BrokerEndpoint;
import io.barnabas.protocol.metadata.RegisterBrokerRecord.BrokerFeature;
import io.barnabas.protocol.primitive.Uuid;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A broker that has registered with the controller; immutable. */
public final class BrokerRegistration {
  private static final byte SET = 1;
  private static final byte CLEARED = -1;

  private final RegisterBrokerRecord record;
  private final List<Endpoint> endpoints;

  /** Where clients reach a broker, for one listener. */
  public record Endpoint(String listener, String host, int port, short securityProtocol) {}

  /**
   * @param record is not to be changed any more
   */
  BrokerRegistration(RegisterBrokerRecord record) {
    this.record = record;
    this.endpoints =
        record.endPoints().stream()
            .map(e -> new Endpoint(e.name(), e.host(), e.port(), e.securityProtocol()))
            .toList();
  }

  public int id() {
    return record.brokerId();
  }

  /** A number that goes up with each registration of any broker. */
  public long epoch() {
    return record.brokerEpoch();
  }

  /** One run of the broker's process. */
  public Uuid incarnationId() {
    return record.incarnationId();
  }

  public @Nullable String rack() {
    return record.rack();
  }

  /** Whether it may lead nothing and is not told to clients. */
  public boolean isFenced() {
    return record.fenced();
  }

  public boolean isInControlledShutdown() {
    return record.inControlledShutdown();
  }

  /** The ids of its log folders. */
  public List<Uuid> logDirs() {
    return record.logDirs();
  }

  public List<Endpoint> endpoints() {
    return endpoints;
  }

  /** The endpoint of a listener, null where the broker has none. */
  public @Nullable Endpoint endpoint(String listener) {
    for (Endpoint endpoint : endpoints) {
      if (endpoint.listener().equals(listener)) {
        return endpoint;
      }
    }
    return null;
  }

  BrokerRegistration changedBy(BrokerRegistrationChangeRecord change) {
    RegisterBrokerRecord changed = copy();
    changed.fenced(changed(change.fenced(), isFenced()));
    changed.inControlledShutdown(changed(change.inControlledShutdown(), isInControlledShutdown()));
    if (!change.logDirs().isEmpty()) {
      changed.logDirs(List.copyOf(change.logDirs()));
    }
    if (change.cordonedLogDirs() != null) {
      changed.cordonedLogDirs(List.copyOf(change.cordonedLogDirs()));
    }
    return new BrokerRegistration(changed);
  }

  BrokerRegistration withFenced(boolean fenced) {
    return new BrokerRegistration(copy().fenced(fenced));
  }

  private static boolean changed(byte change, boolean current) {
    return switch (change) {
      case SET -> true;
      case CLEARED -> false;
      default -> current;
    };
  }

  /** The record that gives exactly this state; not to be changed. */
  RegisterBrokerRecord toRecord() {
    return record;
  }

  private RegisterBrokerRecord copy() {
    return new RegisterBrokerRecord()
        .brokerId(record.brokerId())
        .isMigratingZkBroker(record.isMigratingZkBroker())
        .incarnationId(record.incarnationId())
        .brokerEpoch(record.brokerEpoch())
        .endPoints(List.<BrokerEndpoint>copyOf(record.endPoints()))
        .features(List.<BrokerFeature>copyOf(record.features()))
        .rack(record.rack())
        .fenced(record.fenced())
        .inControlledShutdown(record.inControlledShutdown())
        .logDirs(record.logDirs())
        .cordonedLogDirs(record.cordonedLogDirs());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof BrokerRegistration that && record.equals(that.record);
  }

  @Override
  public int hashCode() {
    return record.hashCode();
  }

  @Override
  public String toString() {
    return record.toString();
  }
}
