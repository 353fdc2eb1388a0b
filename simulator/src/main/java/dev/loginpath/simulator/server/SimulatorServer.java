package dev.loginpath.simulator.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.loginpath.simulator.folder.ApiRequest;
import dev.loginpath.simulator.folder.ApiResponse;
import dev.loginpath.simulator.folder.AskedCall;
import dev.loginpath.simulator.folder.FolderApi;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Serves a {@link FolderApi} on a loopback port, for any AWS client, until it is closed. */
public final class SimulatorServer implements AutoCloseable {

  private final HttpServer server;
  private final ExecutorService threads;
  private final CountDownLatch closed;
  private final AtomicReference<Faults> faults;

  private SimulatorServer(
      HttpServer server,
      ExecutorService threads,
      CountDownLatch closed,
      AtomicReference<Faults> faults) {
    this.server = server;
    this.threads = threads;
    this.closed = closed;
    this.faults = faults;
  }

  /**
   * Starts serving.
   *
   * @param port the port, 0 for any free one
   * @throws IOException if the port is taken
   */
  public static SimulatorServer start(FolderApi api, int port) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    server.setExecutor(threads);
    CountDownLatch closed = new CountDownLatch(1);
    AtomicReference<Faults> faults = new AtomicReference<>(Faults.none());
    server.createContext("/", exchange -> answer(api, exchange, faults.get(), closed));
    server.start();
    return new SimulatorServer(server, threads, closed, faults);
  }

  /** From now on these calls go wrong, and no others. */
  public void fail(Faults changed) {
    faults.set(changed);
  }

  private static void answer(
      FolderApi api, HttpExchange exchange, Faults faults, CountDownLatch closed)
      throws IOException {
    try (exchange) {
      ApiRequest request = request(exchange);
      String call = new AskedCall(request).name().orElse("");
      Optional<Fault> fault = faults.strike(call, request);
      if (closes(faults.latency(), closed)) {
        return;
      }
      if (fault.isEmpty()) {
        send(exchange, api.answer(request));
        return;
      }
      switch (fault.get()) {
        case RESET -> {
          // Closed without a word.
        }
        case HANG -> closes(Duration.ofHours(1), closed);
        case HALF -> sendHalf(exchange, new Spoiled(api, request).by(Fault.HALF));
        case DENIED,
            THROTTLED,
            SERVER_ERROR,
            EXPIRED,
            SKEWED,
            BAD_SIGNATURE,
            REDIRECTED,
            FORBIDDEN_PAGE,
            MALFORMED,
            XHTML,
            EMPTY,
            FOREIGN,
            ERROR_AS_SUCCESS,
            BARE,
            PAGE_LOST,
            SAME_TOKEN,
            FRESH_TOKENS ->
            send(exchange, new Spoiled(api, request).by(fault.get()));
      }
    }
  }

  private static ApiRequest request(HttpExchange exchange) throws IOException {
    Map<String, String> headers = new TreeMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name, String.join(",", values)));
    return new ApiRequest(
        exchange.getRequestMethod(),
        exchange.getRequestURI(),
        headers,
        exchange.getRequestBody().readAllBytes());
  }

  private static void send(HttpExchange exchange, ApiResponse answer) throws IOException {
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    exchange.sendResponseHeaders(
        answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
    exchange.getResponseBody().write(answer.body());
  }

  private static void sendHalf(HttpExchange exchange, ApiResponse answer) throws IOException {
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    exchange.sendResponseHeaders(answer.status(), answer.body().length + 1L);
    exchange.getResponseBody().write(answer.body(), 0, answer.body().length / 2);
    exchange.getResponseBody().flush();
  }

  /** Waits; says whether the server was closed meanwhile. */
  private static boolean closes(Duration within, CountDownLatch closed) {
    try {
      return !within.isZero() && closed.await(within.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** The URL that clients take as their endpoint. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.close();
  }
}
