package io.health4j.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What an Alertmanager tells people: remembers when it was first told of each firing alert. */
final class Webhook implements AutoCloseable {

  /** An alert, of one scraped host. */
  record Told(String alert, String instance) {}

  private static final ObjectMapper JSON = new ObjectMapper();

  final Map<Told, Long> told = new ConcurrentHashMap<>();
  private final HttpServer server;

  private Webhook(HttpServer server) {
    this.server = server;
  }

  static Webhook start() throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    var hook = new Webhook(server);
    server.createContext("/", hook::take);
    server.start();
    return hook;
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      for (JsonNode alert : JSON.readTree(exchange.getRequestBody()).path("alerts")) {
        JsonNode labels = alert.path("labels");
        if (alert.path("status").asText().equals("firing")) {
          var key = new Told(labels.path("alertname").asText(), labels.path("instance").asText());
          told.putIfAbsent(key, System.nanoTime());
        }
      }
      exchange.sendResponseHeaders(200, -1);
    }
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
