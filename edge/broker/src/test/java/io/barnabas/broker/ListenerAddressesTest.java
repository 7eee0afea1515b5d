package io.barnabas.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnabas.metadata.config.InvalidConfigException;
import io.barnabas.metadata.config.Listener;
import io.barnabas.metadata.config.Listener.SecurityProtocol;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListenerAddressesTest {
  private static Listener listener(String name, String host, int port) {
    return new Listener(name, SecurityProtocol.PLAINTEXT, host, port);
  }

  @Test
  void noHostMeansAllInterfaces() {
    InetSocketAddress address = ListenerAddresses.bindAddress(listener("A", "", 9092));

    assertThat(address.getAddress().isAnyLocalAddress()).isTrue();
    assertThat(address.getPort()).isEqualTo(9092);
  }

  @Test
  void aHostIsListenedAt() {
    InetSocketAddress address = ListenerAddresses.bindAddress(listener("A", "127.0.0.1", 1));

    assertThat(address).isEqualTo(new InetSocketAddress("127.0.0.1", 1));
  }

  @Test
  void aProtocolThatIsNotSpokenIsRefused() {
    Listener secure = new Listener("A", SecurityProtocol.SASL_SSL, "", 9093);

    assertThatThrownBy(() -> ListenerAddresses.bindAddress(secure))
        .isInstanceOf(InvalidConfigException.class)
        .hasMessageContaining("A://:9093")
        .hasMessageContaining("SASL_SSL");
  }

  @Test
  void clientsAreToldTheRealPortAndAName() {
    List<Listener> bound = List.of(listener("A", "", 0), listener("B", "127.0.0.1", 0));
    List<InetSocketAddress> addresses =
        List.of(new InetSocketAddress(1001), new InetSocketAddress("127.0.0.1", 1002));

    List<Listener> advertised = ListenerAddresses.advertised(bound, bound, addresses, "here");

    assertThat(advertised)
        .containsExactly(listener("A", "here", 1001), listener("B", "127.0.0.1", 1002));
  }

  @Test
  void whatIsAdvertisedIsToldAsConfigured() {
    List<Listener> bound = List.of(listener("A", "", 9092));
    List<Listener> configured = List.of(listener("A", "kafka.example.org", 443));

    List<Listener> advertised =
        ListenerAddresses.advertised(
            configured, bound, List.of(new InetSocketAddress(9092)), "here");

    assertThat(advertised).isEqualTo(configured);
  }
}
