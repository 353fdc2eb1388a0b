package dev.loginpath.simulator.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.loginpath.simulator.folder.ApiRequest;
import dev.loginpath.simulator.folder.ApiResponse;
import dev.loginpath.simulator.folder.FolderApi;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Serves a {@link FolderApi} on a loopback port, for any AWS client, until it is closed. */
public final class SimulatorServer implements AutoCloseable {

  private final HttpServer server;
  private final ExecutorService threads;

  private SimulatorServer(HttpServer server, ExecutorService threads) {
    this.server = server;
    this.threads = threads;
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
    server.createContext("/", exchange -> answer(api, exchange));
    server.start();
    return new SimulatorServer(server, threads);
  }

  private static void answer(FolderApi api, HttpExchange exchange) throws IOException {
    try (exchange) {
      Map<String, String> headers = new TreeMap<>();
      exchange
          .getRequestHeaders()
          .forEach((name, values) -> headers.put(name, String.join(",", values)));
      ApiResponse answer =
          api.answer(
              new ApiRequest(
                  exchange.getRequestMethod(),
                  exchange.getRequestURI(),
                  headers,
                  exchange.getRequestBody().readAllBytes()));
      answer.headers().forEach(exchange.getResponseHeaders()::set);
      exchange.sendResponseHeaders(
          answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
      exchange.getResponseBody().write(answer.body());
    }
  }

  /** The URL that clients take as their endpoint. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}
