package io.barnabas.protocol.primitive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class UuidTest {
  @Property(tries = 200)
  void textIsThatOfKafka(@ForAll long most, @ForAll long least) {
    String official = new org.apache.kafka.common.Uuid(most, least).toString();

    assertThat(new Uuid(most, least)).hasToString(official);
    assertThat(Uuid.parse(official)).isEqualTo(new Uuid(most, least));
  }

  @Property(tries = 200)
  void orderIsThatOfKafka(
      @ForAll long most, @ForAll long least, @ForAll long otherMost, @ForAll long otherLeast) {
    int official =
        new org.apache.kafka.common.Uuid(most, least)
            .compareTo(new org.apache.kafka.common.Uuid(otherMost, otherLeast));

    int ours = new Uuid(most, least).compareTo(new Uuid(otherMost, otherLeast));

    assertThat(Integer.signum(ours)).isEqualTo(Integer.signum(official));
  }

  @Test
  void textOfAnotherLengthOrAlphabetIsRefused() {
    assertThatThrownBy(() -> Uuid.parse("AAAA")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Uuid.parse("")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Uuid.parse("not base64! not base64"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
