package io.health4j.docker.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.github.dockerjava.zerodep.shaded.org.apache.hc.client5.http.ClientProtocolException;
import com.github.dockerjava.zerodep.shaded.org.apache.hc.core5.http.MalformedChunkCodingException;
import com.github.dockerjava.zerodep.shaded.org.apache.hc.core5.http.MessageConstraintException;
import com.github.dockerjava.zerodep.shaded.org.apache.hc.core5.http.NoHttpResponseException;
import com.github.dockerjava.zerodep.shaded.org.apache.hc.core5.http.TruncatedChunkException;
import io.health4j.docker.api.EngineException;
import io.health4j.docker.api.EngineException.Kind;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Says for people what is wrong with an engine, and what to do. Thread-safe. */
final class Troubles {

  private static final int LONGEST = 200;

  /** How Podman says with a status of 500 what Docker says with 409. */
  private static final String WRONG_STATE = "container state improper";

  private static final String START = ": start the engine or set DOCKER_HOST";

  private final EngineAddress address;

  Troubles(EngineAddress address) {
    this.address = address;
  }

  /** Why a request failed that got no answer, or not all of it. */
  EngineException of(Throwable thrown) {
    if (has(thrown, JsonProcessingException.class)) {
      return garbled("something that is no JSON", thrown);
    } else if (isNoHttp(thrown)) {
      return garbled("something that is no HTTP", thrown);
    } else if (has(thrown, SocketTimeoutException.class)) {
      return trouble(Kind.SLOW, address + " was silent for too long", thrown);
    } else if (has(thrown, SSLException.class)) {
      return trouble(
          Kind.DENIED,
          address + " failed at TLS: see to its certificates: " + words(thrown),
          thrown);
    }
    return unreachable(thrown);
  }

  private EngineException unreachable(Throwable thrown) {
    String words = words(thrown);
    if (says(words, "permission denied") || address.socket().filter(Troubles::isShut).isPresent()) {
      return trouble(
          Kind.DENIED,
          address + " may not be opened: add the user to group docker (or run as its owner)",
          thrown);
    } else if (has(thrown, UnknownHostException.class)) {
      return trouble(Kind.AWAY, address + " has a host that nobody knows: set DOCKER_HOST", thrown);
    } else if (has(thrown, ConnectException.class) || says(words, "connection refused")) {
      return trouble(Kind.AWAY, "nobody listens at " + address + START, thrown);
    }
    String how = has(thrown, NoHttpResponseException.class) ? "before an answer" : words;
    return trouble(Kind.AWAY, "the connection to " + address + " broke: " + how, thrown);
  }

  private static boolean isShut(Path socket) {
    return Files.exists(socket) && !Files.isWritable(socket);
  }

  /** A socket's file that is missing: told before HTTP would try it twice. */
  EngineException missing() {
    return new EngineException(Kind.AWAY, address + " is not there" + START);
  }

  EngineException closed() {
    return new EngineException(Kind.AWAY, "the client for " + address + " is closed");
  }

  EngineException garbled(String what) {
    return new EngineException(Kind.GARBLED, address + " answered " + what);
  }

  private EngineException garbled(String what, Throwable cause) {
    return new EngineException(Kind.GARBLED, address + " answered " + what, cause);
  }

  EngineException tooLong(int limit) {
    return garbled("more than " + limit / 1024 + " KiB");
  }

  EngineException tooOld(String version) {
    return new EngineException(
        Kind.TOO_OLD,
        address
            + (" speaks version " + version + " of the API, 1.40 or newer is needed")
            + ": update to Docker 19.03 or Podman 3, or newer");
  }

  EngineException noCertificates(Path folder) {
    return new EngineException(
        Kind.DENIED,
        "DOCKER_TLS_VERIFY asks for TLS, but ca.pem, cert.pem and key.pem cannot all be read in "
            + folder
            + ": set DOCKER_CERT_PATH");
  }

  EngineException unusable(Throwable thrown) {
    return trouble(Kind.DENIED, "no client for " + address + ": " + words(thrown), thrown);
  }

  /** What an engine meant by a status from 300 on. */
  EngineException refused(int status, byte[] body) {
    String said = said(body);
    boolean wrongState = new String(body, StandardCharsets.UTF_8).contains(WRONG_STATE);
    return switch (status) {
      case 401, 403 ->
          new EngineException(
              Kind.DENIED, address + " wants other credentials (" + status + "): " + said);
      case 404 -> new EngineException(Kind.NOT_FOUND, said);
      case 409 -> new EngineException(Kind.CONFLICT, said);
      default ->
          wrongState
              ? new EngineException(Kind.CONFLICT, said)
              : new EngineException(Kind.REFUSED, address + " refused (" + status + "): " + said);
    };
  }

  private static String said(byte[] body) {
    try {
      JsonNode message = Json.parse(body).path("message");
      if (message.isTextual()) {
        return line(message.textValue());
      }
    } catch (JsonProcessingException e) {
      // shown as it is
    }
    return line(new String(body, StandardCharsets.UTF_8));
  }

  /** The text in one line of at most 200 characters. */
  static String line(String text) {
    String line = text.strip().replaceAll("[\\s\\p{Cntrl}]+", " ");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…";
  }

  private static EngineException trouble(Kind kind, String message, Throwable cause) {
    return new EngineException(kind, message, cause);
  }

  private static boolean isNoHttp(Throwable thrown) {
    boolean badChunk =
        has(thrown, MalformedChunkCodingException.class)
            && !has(thrown, TruncatedChunkException.class);
    return badChunk
        || has(thrown, ClientProtocolException.class)
        || has(thrown, MessageConstraintException.class);
  }

  private static boolean has(Throwable thrown, Class<? extends Throwable> type) {
    return causes(thrown).anyMatch(type::isInstance);
  }

  private static boolean says(String words, String what) {
    return words.toLowerCase(Locale.ROOT).contains(what);
  }

  /** The innermost message: the outer ones repeat it. */
  private static String words(Throwable thrown) {
    Throwable root = causes(thrown).reduce(thrown, (outer, inner) -> inner);
    String message = root.getMessage();
    return line(message == null ? root.getClass().getSimpleName() : message);
  }

  private static Stream<Throwable> causes(Throwable thrown) {
    return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause).limit(10);
  }
}
