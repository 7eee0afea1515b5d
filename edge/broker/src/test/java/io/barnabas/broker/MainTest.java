package io.barnabas.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.broker.simulated.SimulatedBroker;
import io.barnabas.environment.simulated.FaultPlan.Fault;
import io.barnabas.log.LogException;
import io.barnabas.metadata.config.InvalidConfigException;
import java.net.BindException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** What keeps a broker from starting is told in one line. */
class MainTest {
  @Test
  void aTakenAddressIsNamed() {
    BindException taken = new BindException("/127.0.0.1:9092: Address already in use");
    taken.initCause(new BindException("Address already in use"));

    assertThat(Main.reason(new CompletionException(new CompletionException(taken))))
        .isEqualTo("/127.0.0.1:9092: Address already in use");
  }

  @Test
  void theReasonsOfConfigAndStorageAreToldAsTheyAre() {
    assertThat(Main.reason(new InvalidConfigException("num.partitions is 0")))
        .isEqualTo("num.partitions is 0");
    assertThat(Main.reason(new LogException.StorageFailure("/data is in use", null)))
        .isEqualTo("/data is in use");
  }

  @Test
  void aDefectIsNamedWithItsClass() {
    assertThat(Main.reason(new IllegalStateException("oh")))
        .isEqualTo("java.lang.IllegalStateException: oh");
  }

  @Test
  void aFolderOfAnotherNodeIsTold() {
    SimulatedBroker broker = SimulatedBroker.started(1);
    broker.stop();
    broker.set("node.id", "8");

    assertThat(Main.reason(broker.failedStart())).contains("/disk/data", "node 1", "node.id=1");
  }

  @Test
  void aFolderThatCanNotBeUsedIsTold() {
    SimulatedBroker broker = new SimulatedBroker(1);
    broker.volume().setFaults(_ -> Fault.FAIL);

    assertThat(Main.reason(broker.failedStart()))
        .contains("/disk/data", "Input/output error")
        .doesNotContain("\n");
  }
}
