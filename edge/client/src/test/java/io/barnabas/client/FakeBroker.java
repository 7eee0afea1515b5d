package io.barnabas.client;

import io.barnabas.environment.Outbound;
import io.barnabas.protocol.ApiKey;
import io.barnabas.protocol.Message;
import io.barnabas.protocol.RequestFrame;
import io.barnabas.protocol.ResponseFrame;
import io.barnabas.protocol.message.ApiVersionsResponse;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/**
 * A listener on this machine that answers with what each API's script says. A script that gives no
 * message closes the connection. It serves the versions of an API up to a highest one.
 */
public final class FakeBroker implements AutoCloseable {
  private final ServerSocket listener;
  private final Thread acceptor;
  private final Map<ApiKey, Short> highestVersions = new EnumMap<>(ApiKey.class);
  private final Map<ApiKey, Function<Message, Optional<Message>>> scripts =
      new EnumMap<>(ApiKey.class);
  private final List<Message> received = new CopyOnWriteArrayList<>();
  private final List<Short> versionsReceived = new CopyOnWriteArrayList<>();

  public FakeBroker() throws IOException {
    listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    highestVersions.put(ApiKey.API_VERSIONS, ApiKey.API_VERSIONS.highestVersion());
    acceptor = Thread.ofVirtual().start(this::accept);
  }

  public String address() {
    return "127.0.0.1:" + port();
  }

  public int port() {
    return listener.getLocalPort();
  }

  /** A cluster that has this broker for its bootstrap server, and little patience. */
  public Cluster cluster() {
    ClientProperties properties =
        new ClientProperties(
            Map.of(
                "bootstrap.servers", address(),
                "bootstrap.patience.ms", "0",
                "retry.backoff.ms", "1"));
    return new Cluster(ClientConfig.from(properties, "test"));
  }

  public FakeBroker on(ApiKey api, Function<Message, Message> script) {
    return onOrClose(api, request -> Optional.of(script.apply(request)));
  }

  public FakeBroker onOrClose(ApiKey api, Function<Message, Optional<Message>> script) {
    scripts.put(api, script);
    highestVersions.putIfAbsent(api, api.highestVersion());
    return this;
  }

  public FakeBroker withHighest(ApiKey api, int version) {
    highestVersions.put(api, (short) version);
    return this;
  }

  /** The requests of one kind, but for those about versions, in the order they came. */
  public <T> List<T> received(Class<T> type) {
    return received.stream().filter(type::isInstance).map(type::cast).toList();
  }

  /** The versions of all requests, with those about versions. */
  public List<Short> versionsReceived() {
    return List.copyOf(versionsReceived);
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listener.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private void serve(Socket socket) {
    try (socket;
        DataInputStream in = new DataInputStream(socket.getInputStream());
        DataOutputStream out = new DataOutputStream(socket.getOutputStream())) {
      while (true) {
        byte[] frame = in.readNBytes(in.readInt());
        Optional<Outbound> answer = answer(RequestFrame.read(ByteBuffer.wrap(frame)));
        if (answer.isEmpty()) {
          return;
        }
        out.writeInt((int) answer.get().sizeBytes());
        for (Outbound.Piece piece : answer.get().pieces()) {
          ByteBuffer bytes = ((Outbound.Bytes) piece).buffer().duplicate();
          byte[] copy = new byte[bytes.remaining()];
          bytes.get(copy);
          out.write(copy);
        }
        out.flush();
      }
    } catch (IOException closed) {
      // The client has gone.
    }
  }

  private Optional<Outbound> answer(RequestFrame request) {
    ApiKey api = Objects.requireNonNull(request.apiKey());
    versionsReceived.add(request.version());
    if (api == ApiKey.API_VERSIONS) {
      return Optional.of(answerVersions(request));
    }
    Message message = request.readBody();
    received.add(message);
    return scripts
        .get(api)
        .apply(message)
        .map(body -> ResponseFrame.encode(request.correlationId(), api, request.version(), body));
  }

  private Outbound answerVersions(RequestFrame request) {
    boolean supported = request.version() <= highestVersions.get(ApiKey.API_VERSIONS);
    List<ApiVersionsResponse.ApiVersion> versions = new ArrayList<>();
    highestVersions.forEach(
        (api, highest) ->
            versions.add(
                new ApiVersionsResponse.ApiVersion()
                    .apiKey(api.id())
                    .minVersion(api.lowestVersion())
                    .maxVersion(highest)));
    return ResponseFrame.encode(
        request.correlationId(),
        ApiKey.API_VERSIONS,
        supported ? request.version() : 0,
        new ApiVersionsResponse().errorCode((short) (supported ? 0 : 35)).apiKeys(versions));
  }

  /** Afterwards nothing listens: until its thread has left it, a closed listener still does. */
  @Override
  public void close() throws IOException {
    listener.close();
    try {
      acceptor.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while a listener closes", e);
    }
  }
}
