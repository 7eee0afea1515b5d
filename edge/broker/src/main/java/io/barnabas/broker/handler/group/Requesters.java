package io.barnabas.broker.handler.group;

import io.barnabas.broker.request.Call;
import io.barnabas.coordinator.group.Requester;
import java.net.InetAddress;

/** Tells coordinators who calls. */
final class Requesters {
  private Requesters() {}

  static Requester of(Call<?> call) {
    InetAddress address = call.connection().remoteAddress().getAddress();
    return new Requester(call.info().clientId(), "/" + address.getHostAddress(), call.version());
  }
}
