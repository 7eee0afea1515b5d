package io.barnabas.client.producer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.kafka.common.utils.Utils;

class Murmur2Test {
  @Property
  void hashes_as_kafkas_clients_do(@ForAll byte[] key) {
    assertThat(Murmur2.hash(ByteBuffer.wrap(key))).isEqualTo(Utils.murmur2(key));
  }
}
