package io.health4j.examples;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Sandboxes in memory, which end as their script begins, and are worth what their genome has. */
final class FakeSandboxes implements Sandboxes {

  private final Map<String, List<String>> commands = new ConcurrentHashMap<>();
  private final Map<String, Map<String, String>> labels = new ConcurrentHashMap<>();
  private final Set<String> broken = ConcurrentHashMap.newKeySet();
  private final AtomicInteger ids = new AtomicInteger();

  /** From now on calls of this name fail. */
  void breakDown(String call) {
    broken.add(call);
  }

  void repair() {
    broken.clear();
  }

  private void check(String call) throws IOException {
    if (broken.contains(call)) {
      throw new IOException("the engine is away");
    }
  }

  @Override
  public String start(List<String> command, Map<String, String> given) throws IOException {
    check("start");
    String id = "id-" + ids.incrementAndGet();
    commands.put(id, command);
    labels.put(id, Map.copyOf(given));
    return id;
  }

  @Override
  public Ending await(String id, Duration within) throws IOException {
    check("await");
    List<String> command = commands.getOrDefault(id, List.of("", "", "", "", ""));
    String script = command.get(2);
    if (script.startsWith(SandboxMishap.FAIL.script())) {
      return new Ending(Ending.Kind.FAILED, "");
    } else if (script.startsWith(SandboxMishap.MEMORY.script())) {
      return new Ending(Ending.Kind.OUT_OF_MEMORY, "");
    } else if (script.startsWith(SandboxMishap.HANG.script())) {
      return new Ending(Ending.Kind.HUNG, "");
    }
    boolean garbled = broken.contains("output");
    long ones = command.get(4).chars().filter(c -> c == '1').count();
    return new Ending(Ending.Kind.DONE, garbled ? "sh: not found" : "" + ones);
  }

  @Override
  public void remove(String id) throws IOException {
    check("remove");
    if (commands.remove(id) == null) {
      throw new IOException("there is no " + id);
    }
    labels.remove(id);
  }

  /** What the clean-up of orphans would do. */
  void removeAll() {
    commands.clear();
    labels.clear();
  }

  @Override
  public int count(String label, String value) throws IOException {
    check("count");
    return (int) labels.values().stream().filter(each -> value.equals(each.get(label))).count();
  }

  /** The labels of those that are there. */
  List<Map<String, String>> labels() {
    return List.copyOf(labels.values());
  }

  @Override
  public void close() {}
}
