package io.barnabas.client.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnabas.client.ClientException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrokerAddressTest {
  @Test
  void a_list_may_have_spaces_protocols_and_ipv6_addresses() {
    assertThat(BrokerAddress.parseList("a:1, PLAINTEXT://b.example:2 ,[::1]:3,"))
        .containsExactly(
            new BrokerAddress("a", 1),
            new BrokerAddress("b.example", 2),
            new BrokerAddress("::1", 3));
  }

  @Test
  void an_address_is_shown_as_it_is_written() {
    assertThat(BrokerAddress.parse("localhost:9092")).hasToString("localhost:9092");
    assertThat(BrokerAddress.parse("[::1]:9092")).hasToString("[::1]:9092");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ",", "localhost", "localhost:", ":9092", "a b:1", "::1:9092", "a:x"})
  void anything_else_is_refused_with_an_example(String addresses) {
    assertThatThrownBy(() -> BrokerAddress.parseList(addresses))
        .isInstanceOf(ClientException.class)
        .hasMessageContaining("write host:port, as localhost:9092");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a:0", "a:65536", "a:99999"})
  void a_port_out_of_range_is_refused(String address) {
    assertThatThrownBy(() -> BrokerAddress.parse(address))
        .hasMessage("'" + address + "' has a port outside 1 to 65535");
  }
}
