package io.barnabas.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestMemoryTest {
  private final RequestMemory memory = new RequestMemory(1000);
  private final List<String> woken = new ArrayList<>();

  @Test
  void waitersAreToldInOrderWhenAQuarterIsFree() {
    memory.take(1000);
    assertThat(memory.isExhausted()).isTrue();
    memory.await(() -> woken.add("first"));
    memory.await(() -> woken.add("second"));
    memory.giveBack(250);
    assertThat(woken).isEmpty();
    memory.giveBack(1);
    assertThat(woken).containsExactly("first", "second");
  }

  @Test
  void aWaiterIsToldOnce() {
    memory.take(1000);
    memory.await(() -> woken.add("only"));
    memory.giveBack(500);
    memory.giveBack(500);
    assertThat(woken).containsExactly("only");
  }

  @Test
  void whoStartsToWaitWhenMemoryHasComeFreeIsToldAtOnce() {
    memory.await(() -> woken.add("at once"));
    assertThat(woken).containsExactly("at once");
  }

  @Test
  void aLittleRoomIsEnoughWhenAskedFor() {
    memory.take(1000);
    memory.await(() -> woken.add("waiter"));
    memory.giveBack(1);
    assertThat(woken).isEmpty();
    memory.wakeIfFree();
    assertThat(woken).containsExactly("waiter");
  }

  @Test
  void oneMayOverdrawAtATimeAndItsEndWakesTheOthers() {
    RequestMemory.Waiter one = () -> woken.add("one");
    RequestMemory.Waiter other = () -> woken.add("other");
    memory.take(1000);
    assertThat(memory.tryOverdraft(one)).isTrue();
    assertThat(memory.tryOverdraft(one)).isTrue();
    assertThat(memory.tryOverdraft(other)).isFalse();
    memory.await(other);
    memory.endOverdraft(other);
    assertThat(woken).isEmpty();
    memory.forget(one);
    assertThat(woken).containsExactly("other");
    assertThat(memory.tryOverdraft(other)).isTrue();
  }

  @Test
  void whoIsGoneIsNotTold() {
    RequestMemory.Waiter gone = () -> woken.add("gone");
    memory.take(1000);
    memory.await(gone);
    memory.forget(gone);
    memory.giveBack(1000);
    assertThat(woken).isEmpty();
  }
}
