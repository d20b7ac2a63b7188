package io.health4j.alert;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The alerts that live, and those that changed since somebody asked. */
final class Ledger {

  private final Map<String, Case> living = new LinkedHashMap<>();
  private @Nullable List<Alert> changed;

  void changed(Case which, Alert alert) {
    if (alert.state().isOver()) {
      living.remove(alert.fingerprint());
    } else {
      living.putIfAbsent(alert.fingerprint(), which);
    }
    if (changed == null) {
      changed = new ArrayList<>();
    }
    changed.add(alert);
  }

  void forget(String fingerprint) {
    living.remove(fingerprint);
  }

  List<Alert> take() {
    List<Alert> taken = changed == null ? List.of() : List.copyOf(changed);
    changed = null;
    return taken;
  }

  Collection<Case> living() {
    return living.values();
  }

  @Nullable Case find(String fingerprint) {
    return living.get(fingerprint);
  }
}
