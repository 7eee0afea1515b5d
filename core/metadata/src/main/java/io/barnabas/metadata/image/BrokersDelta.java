package io.barnabas.metadata.image;

import io.barnabas.protocol.metadata.BrokerRegistrationChangeRecord;
import io.barnabas.protocol.metadata.FenceBrokerRecord;
import io.barnabas.protocol.metadata.RegisterBrokerRecord;
import io.barnabas.protocol.metadata.UnfenceBrokerRecord;
import io.barnabas.protocol.metadata.UnregisterBrokerRecord;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.pcollections.PSortedMap;

/** The brokers whose registration is being changed. */
public final class BrokersDelta {
  private PSortedMap<Integer, BrokerRegistration> after;
  private final Set<Integer> changed = new TreeSet<>();

  BrokersDelta(PSortedMap<Integer, BrokerRegistration> before) {
    this.after = before;
  }

  /** The ids of brokers that are new, changed or gone. */
  public Set<Integer> changed() {
    return Collections.unmodifiableSet(changed);
  }

  void replay(RegisterBrokerRecord record) {
    put(new BrokerRegistration(record));
  }

  void replay(BrokerRegistrationChangeRecord record) {
    put(require(record.brokerId(), record.brokerEpoch()).changedBy(record));
  }

  void replay(FenceBrokerRecord record) {
    put(require(record.id(), record.epoch()).withFenced(true));
  }

  void replay(UnfenceBrokerRecord record) {
    put(require(record.id(), record.epoch()).withFenced(false));
  }

  void replay(UnregisterBrokerRecord record) {
    require(record.brokerId(), record.brokerEpoch());
    after = after.minus(record.brokerId());
    changed.add(record.brokerId());
  }

  private void put(BrokerRegistration registration) {
    after = after.plus(registration.id(), registration);
    changed.add(registration.id());
  }

  private BrokerRegistration require(int id, long epoch) {
    BrokerRegistration registration = after.get(id);
    if (registration == null || registration.epoch() != epoch) {
      throw new MetadataReplayException(
          "There is no broker " + id + " of epoch " + epoch + " for a record to change");
    }
    return registration;
  }

  PSortedMap<Integer, BrokerRegistration> apply() {
    return after;
  }
}
