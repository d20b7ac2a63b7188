package io.health4j.docker.client;

import static io.health4j.docker.client.FakeEngineServer.head;
import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.docker.api.EngineApi;
import io.health4j.docker.api.EngineException;
import io.health4j.docker.api.EngineException.Kind;
import io.health4j.docker.client.FakeEngineServer.Answer;
import io.health4j.docker.client.FakeEngineServer.Connection;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every misbehaviour, for every kind of call, over both kinds of socket. */
@Timeout(60)
@SuppressWarnings("try") // closing early is what is tested
class BrokenEngineTest {

  private static final String ID = "c1";

  /** More than a unix socket holds for a client that does not read just now. */
  private static final int SLACK = 8 << 20;

  /** The same over TCP: Linux lets its buffers grow to tens of megabytes. */
  private static final int TCP_SLACK = 64 << 20;

  enum Call {
    LIST("GET /v1.41/containers/json"),
    INSPECT("GET /v1.41/containers/c1/json"),
    STATS("GET /v1.41/containers/c1/stats"),
    EVENTS("GET /v1.41/events");

    final String request;

    Call(String request) {
      this.request = request;
    }

    void run(EngineApi api) throws EngineException {
      switch (this) {
        case LIST -> api.containers(Map.of());
        case INSPECT -> api.inspect(ID);
        case STATS -> api.usage(ID);
        case EVENTS -> api.events(Instant.EPOCH, event -> {});
      }
    }
  }

  /** What hangs until it is closed. */
  enum Hang implements Answer {
    AT_ONCE,
    IN_HEADERS,
    IN_BODY,
    SLOW_DRIP;

    @Override
    public void write(Connection connection) throws IOException {
      switch (this) {
        case AT_ONCE -> connection.hang();
        case IN_HEADERS -> {
          connection.write("HTTP/1.1 200 OK\r\nContent-Ty");
          connection.hang();
        }
        case IN_BODY -> {
          connection.write(head("200 OK", 100) + "{\"Id\":");
          connection.hang();
        }
        case SLOW_DRIP -> {
          connection.write(head("200 OK", 100) + "{");
          connection.write("\"I");
          connection.write("d\"");
          connection.hang();
        }
      }
    }
  }

  /** What ends by itself. */
  enum Trouble implements Answer {
    CLOSES_AT_ONCE(Kind.AWAY),
    HALF_A_HEADER(Kind.GARBLED),
    HALF_A_BODY(Kind.AWAY),
    HALF_A_CHUNK(Kind.AWAY),
    NO_HTTP(Kind.AWAY),
    NO_HTTP_FOR_LONG(Kind.GARBLED),
    ENDLESS_GARBAGE(Kind.GARBLED),
    ENDLESS_HEADERS(Kind.GARBLED),
    NO_CHUNK(Kind.GARBLED),
    NO_JSON(Kind.GARBLED),
    HALF_JSON(Kind.GARBLED),
    TEN_MEGABYTES(Kind.GARBLED),
    ENDLESS(Kind.GARBLED);

    final Kind kind;

    Trouble(Kind kind) {
      this.kind = kind;
    }

    @Override
    public void write(Connection connection) throws IOException {
      String chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
      switch (this) {
        case CLOSES_AT_ONCE -> {}
        case HALF_A_HEADER -> connection.write("HTTP/1.1 200 OK\r\nContent-Ty");
        case HALF_A_BODY -> connection.write(head("200 OK", 100) + "{\"Id\":\"c1\"");
        case HALF_A_CHUNK -> connection.write(chunked + "100\r\n{\"Id\":");
        case NO_HTTP -> connection.write("220 mail.example.com ESMTP\r\nhello\r\n\r\n");
        case NO_HTTP_FOR_LONG -> connection.write("220 mail.example.com ESMTP\r\n".repeat(100_000));
        case ENDLESS_GARBAGE -> brackets(connection, 1_000_000);
        case ENDLESS_HEADERS -> {
          connection.write("HTTP/1.1 200 OK\r\n");
          while (true) {
            connection.write("Name: value\r\n");
          }
        }
        case NO_CHUNK -> connection.write(chunked + "what?\r\n{}\r\n");
        case NO_JSON -> connection.write(head("200 OK", 13) + "<html></html>");
        case HALF_JSON -> connection.write(head("200 OK", 6) + "{\"Id\":");
        case TEN_MEGABYTES -> {
          connection.write(head("200 OK", 10 << 20));
          brackets(connection, 10);
        }
        case ENDLESS -> {
          connection.write("HTTP/1.1 200 OK\r\n\r\n");
          brackets(connection, 1_000_000);
        }
      }
    }

    private static void brackets(Connection connection, int megabytes) throws IOException {
      byte[] some = "[".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i < megabytes; i++) {
        connection.write(some);
      }
    }
  }

  @TempDir Path folder;
  private Set<Thread> before = Set.of();

  @BeforeEach
  void remember() {
    before = threads();
  }

  @AfterEach
  void leavesNoThread() throws InterruptedException {
    Set<Thread> after = threads();
    after.removeAll(before);
    for (Thread thread : after) {
      thread.join(TimeUnit.SECONDS.toMillis(30));
      assertThat(thread.isAlive()).as(thread.getName()).isFalse();
    }
  }

  /** All but what the runtime and the tests' own pool keep. */
  private static Set<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getThreadGroup() != null)
        .filter(thread -> !thread.getThreadGroup().getName().equals("system"))
        .filter(thread -> !thread.getName().startsWith("ForkJoinPool.commonPool"))
        .filter(thread -> !thread.getName().startsWith("junit-"))
        .collect(Collectors.toSet());
  }

  private FakeEngineServer server(boolean unix) throws IOException {
    return unix ? FakeEngineServer.unix(folder) : FakeEngineServer.tcp();
  }

  static Stream<Arguments> troubles() {
    return EnumSet.allOf(Trouble.class).stream()
        .flatMap(
            trouble ->
                EnumSet.allOf(Call.class).stream()
                    .flatMap(
                        call ->
                            Stream.of(true, false).map(unix -> Arguments.of(trouble, call, unix))));
  }

  @ParameterizedTest
  @MethodSource("troubles")
  void call_brokenAnswer_saysWhatIsWrong(Trouble trouble, Call call, boolean unix)
      throws Exception {
    try (FakeEngineServer server = server(unix);
        DockerJavaApi api = DockerJavaApi.open(server.address())) {
      server.answer(call.request, trouble);
      EngineException failure = failure(api, call);
      assertThat(failure.kind()).as(failure.getMessage()).isEqualTo(trouble.kind);
      assertThat(failure).hasMessageContaining(server.address().toString());
      int slack = unix ? SLACK : TCP_SLACK;
      assertThat(server.written.get()).isLessThan(EngineHttp.ANSWER_LIMIT + slack);
    }
  }

  static Stream<Arguments> hangs() {
    return EnumSet.allOf(Hang.class).stream()
        .flatMap(
            hang ->
                EnumSet.allOf(Call.class).stream()
                    .flatMap(
                        call ->
                            Stream.of(true, false).map(unix -> Arguments.of(hang, call, unix))));
  }

  @ParameterizedTest
  @MethodSource("hangs")
  void close_whileACallHangs_endsIt(Hang hang, Call call, boolean unix) throws Exception {
    try (FakeEngineServer server = server(unix);
        DockerJavaApi api = DockerJavaApi.open(server.address())) {
      server.answer(call.request, hang);
      CompletableFuture<EngineException> failure = new CompletableFuture<>();
      Thread caller = start(() -> failure.complete(failure(api, call)));
      server.hanging.await();
      api.close();
      assertThat(failure.get().kind()).isEqualTo(Kind.AWAY);
      assertThat(failure.get()).hasMessageContaining("is closed");
      caller.join();
    }
  }

  @ParameterizedTest
  @EnumSource(Hang.class)
  void interrupt_whileACallHangs_endsIt(Hang hang) throws Exception {
    try (FakeEngineServer server = server(true);
        DockerJavaApi api = DockerJavaApi.open(server.address())) {
      server.answer(Call.LIST.request, hang);
      CompletableFuture<EngineException> failure = new CompletableFuture<>();
      CompletableFuture<Boolean> stillSet = new CompletableFuture<>();
      Thread caller =
          start(
              () -> {
                failure.complete(failure(api, Call.LIST));
                stillSet.complete(Thread.currentThread().isInterrupted());
              });
      server.hanging.await();
      caller.interrupt();
      assertThat(failure.get().kind()).isEqualTo(Kind.AWAY);
      assertThat(stillSet.get()).isTrue();
    }
  }

  @Test
  void close_whileItConnectsToAFullQueue_endsIt() throws Exception {
    Path socket = folder.resolve("full.sock");
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(socket), 1); // and nobody accepts
      List<DockerJavaApi> apis = new ArrayList<>();
      List<Thread> callers = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        DockerJavaApi api = DockerJavaApi.open(EngineAddress.of("unix://" + socket, Map.of()));
        apis.add(api);
        callers.add(start(() -> failure(api, Call.LIST)));
      }
      while (callers.stream().noneMatch(BrokenEngineTest::connects)) {
        Thread.onSpinWait();
      }
      apis.forEach(DockerJavaApi::close);
      for (Thread caller : callers) {
        caller.join();
      }
    }
  }

  private static boolean connects(Thread thread) {
    return Stream.of(thread.getStackTrace()).anyMatch(at -> at.getMethodName().equals("connect0"));
  }

  private static EngineException failure(EngineApi api, Call call) {
    try {
      call.run(api);
    } catch (EngineException e) {
      return e;
    }
    throw new AssertionError(call + " did not fail");
  }

  private static Thread start(Runnable work) {
    Thread thread = new Thread(work, "test-caller");
    thread.start();
    return thread;
  }
}
