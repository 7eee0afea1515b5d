package io.barnabas.environment.simulated;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnabas.environment.Connection;
import io.barnabas.environment.Exchange;
import io.barnabas.environment.FileSlice;
import io.barnabas.environment.Outbound;
import io.barnabas.environment.Transport.FrameHandler;
import io.barnabas.environment.Transport.Listening;
import io.barnabas.environment.Volume.OpenMode;
import io.barnabas.environment.VolumeFile;
import io.barnabas.environment.simulated.SimulatedNetwork.ClientHandler;
import java.io.IOException;
import java.net.BindException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SimulatedNetworkTest {
  private static final Path DATA = Path.of("/data");
  private static final int PORT = 9092;
  private static final long SECOND_NS = 1_000_000_000;

  private final SimulatedWorld world = new SimulatedWorld(9);
  private final SimulatedVolume volume = world.newVolume(DATA);
  private final SimulatedProcess process = world.start(volume, 2);
  private final List<String> heard = new ArrayList<>();
  private final List<String> ended = new ArrayList<>();
  private final List<Exchange> held = new ArrayList<>();

  /** Answers with the request in capitals, after a random time; holds those that ask for it. */
  private final class Echo implements FrameHandler {
    private final Connection connection;

    Echo(Connection connection) {
      this.connection = connection;
    }

    @Override
    public void onFrame(Exchange exchange) {
      assertThat(connection.shard().isCurrent()).isTrue();
      String text = UTF_8.decode(exchange.frame().duplicate()).toString();
      if (text.startsWith("hold")) {
        held.add(exchange);
      } else if (text.startsWith("none")) {
        exchange.complete();
      } else {
        answerLater(exchange, text.toUpperCase(Locale.ROOT));
      }
    }

    private void answerLater(Exchange exchange, String answer) {
      long delayMs = world.randomness().nextInt(50);
      connection
          .shard()
          .timers()
          .schedule(delayMs, () -> exchange.respond(Outbound.of(bytes(answer))));
    }

    @Override
    public void onClosed() {
      ended.add("server " + connection.id());
    }
  }

  private final class Listener implements ClientHandler {
    @Override
    public void onFrame(ByteBuffer frame) {
      heard.add(UTF_8.decode(frame).toString());
    }

    @Override
    public void onClosed() {
      ended.add("client");
    }
  }

  private Listening listen() {
    CompletionStage<Listening> stage =
        process.transport().listen(SimulatedNetwork.address(PORT), Echo::new);
    world.runFor(SECOND_NS);
    return stage.toCompletableFuture().join();
  }

  private SimulatedClient connect() {
    return world.network().connect(PORT, new Listener());
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(UTF_8));
  }

  @Test
  void answersComeInTheOrderOfTheRequests() {
    listen();
    SimulatedClient client = connect();
    IntStream.range(0, 100).forEach(i -> client.send(bytes((i % 3 == 0 ? "none" : "r") + i)));
    world.runFor(10 * SECOND_NS);
    List<String> expected =
        IntStream.range(0, 100).filter(i -> i % 3 != 0).mapToObj(i -> "R" + i).toList();
    assertThat(heard).isEqualTo(expected);
  }

  @Test
  void anAnswerWaitsForThoseBeforeIt() {
    listen();
    SimulatedClient client = connect();
    client.send(bytes("hold"));
    client.send(bytes("next"));
    world.runFor(10 * SECOND_NS);
    assertThat(heard).isEmpty();
    Exchange first = held.getFirst();
    assertThatThrownBy(first::complete).hasMessageContaining("shard");
    first.connection().shard().execute(() -> first.respond(Outbound.of(bytes("FIRST"))));
    world.runFor(10 * SECOND_NS);
    assertThat(heard).containsExactly("FIRST", "NEXT");
    assertThat(UTF_8.decode(first.frame().duplicate()).toString()).isNotEqualTo("hold");
    first.connection().shard().execute(first::complete);
    assertThatThrownBy(() -> world.runFor(SECOND_NS)).hasMessageContaining("answered before");
  }

  @Test
  void nobodyListeningOrAPortTakenIsTold() {
    connect();
    world.runFor(10 * SECOND_NS);
    assertThat(ended).containsExactly("client");
    listen();
    assertThatThrownBy(this::listen).hasRootCauseInstanceOf(BindException.class);
  }

  @Test
  void aFreePortIsFoundForPortZero() {
    CompletionStage<Listening> stage =
        process.transport().listen(SimulatedNetwork.address(0), Echo::new);
    world.runFor(SECOND_NS);
    int port = stage.toCompletableFuture().join().address().getPort();
    world.network().connect(port, new Listener()).send(bytes("hi"));
    world.runFor(10 * SECOND_NS);
    assertThat(heard).containsExactly("HI");
  }

  @Test
  void aCutReachesBothEndsOnce() {
    listen();
    SimulatedClient client = connect();
    client.send(bytes("hold"));
    world.runFor(10 * SECOND_NS);
    client.cut();
    world.runFor(10 * SECOND_NS);
    assertThat(ended).containsExactlyInAnyOrder("client", "server 0");
    Exchange open = held.getFirst();
    open.connection().shard().execute(() -> open.respond(Outbound.of(bytes("late"))));
    world.runFor(10 * SECOND_NS);
    assertThat(heard).isEmpty();
  }

  @Test
  void aClosingClientIsHeardOfAfterItsRequests() {
    listen();
    SimulatedClient client = connect();
    client.send(bytes("hold"));
    client.close();
    world.runFor(10 * SECOND_NS);
    assertThat(held).hasSize(1);
    assertThat(ended).containsExactly("server 0");
  }

  @Test
  void aServerThatClosesTellsTheClientAfterItsAnswers() {
    Listening listening = listen();
    SimulatedClient client = connect();
    client.send(bytes("request"));
    world.runFor(10 * SECOND_NS);
    listening.close();
    world.runFor(10 * SECOND_NS);
    assertThat(heard).containsExactly("REQUEST");
    assertThat(ended).containsExactlyInAnyOrder("client", "server 0");
    connect();
    world.runFor(10 * SECOND_NS);
    assertThat(ended).hasSize(3);
  }

  @Test
  void aCrashEndsTheConnectionsForTheClientsOnly() {
    listen();
    connect().send(bytes("hold"));
    world.runFor(10 * SECOND_NS);
    process.crash();
    world.runFor(10 * SECOND_NS);
    assertThat(ended).containsExactly("client");
    SimulatedProcess next = world.start(volume, 1);
    next.transport().listen(SimulatedNetwork.address(PORT), Echo::new);
    world.runFor(SECOND_NS);
    connect().send(bytes("again"));
    world.runFor(10 * SECOND_NS);
    assertThat(heard).containsExactly("AGAIN");
  }

  @Test
  void fileSlicesAreSentAndClosedInEveryCase() throws IOException {
    listen();
    SimulatedClient client = connect();
    IntStream.range(0, 3).forEach(i -> client.send(bytes("hold")));
    world.runFor(10 * SECOND_NS);
    respondWith(held.get(0), new FileSlice(file("abcdef"), 2, 3));
    respondWith(held.get(2), new FileSlice(file("waits for the one before"), 0, 5));
    world.runFor(10 * SECOND_NS);
    assertThat(heard).containsExactly("<cde");
    assertThat(volume.openFiles()).isEqualTo(1);
    respondWith(held.get(1), new FileSlice(file("short"), 3, 30));
    world.runFor(10 * SECOND_NS);
    assertThat(ended).hasSize(2);
    assertThat(volume.openFiles()).isZero();
  }

  private VolumeFile file(String content) throws IOException {
    VolumeFile file = volume.open(DATA.resolve("f" + content.length()), OpenMode.WRITE);
    file.write(0, bytes(content));
    return file;
  }

  private static void respondWith(Exchange exchange, FileSlice slice) {
    Outbound answer =
        new Outbound(List.of(new Outbound.Bytes(bytes("<")), new Outbound.FileBytes(slice)));
    exchange.connection().shard().execute(() -> exchange.respond(answer));
  }
}
