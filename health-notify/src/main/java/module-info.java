/** Sinks that tell alerts to chats, pagers and other alerting systems. */
module io.health4j.notify {
  requires transitive io.health4j;
  requires jakarta.mail;
  requires java.net.http;
  requires org.eclipse.angus.mail;
  requires org.slf4j;
  requires static com.google.errorprone.annotations;
  requires static transitive org.jspecify;

  exports io.health4j.notify;
}
