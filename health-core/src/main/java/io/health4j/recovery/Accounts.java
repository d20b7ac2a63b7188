package io.health4j.recovery;

import io.health4j.recovery.RecoveryPolicy.Budget;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The accounts of targets that are gone but may come back: that is no way to a new budget. Each is
 * kept until what was done is older than any budget looks.
 */
final class Accounts {

  private final Map<String, Account> kept = new HashMap<>();
  private final int most;
  private final long longest;

  Accounts(List<RecoveryPolicy> policies) {
    List<Budget> budgets = policies.stream().map(RecoveryPolicy::budget).toList();
    most = budgets.stream().mapToInt(Budget::count).max().orElseThrow();
    longest = budgets.stream().mapToLong(each -> each.per().toNanos()).max().orElseThrow();
  }

  /** The account of a target that comes. */
  Account open(String target) {
    Account known = kept.remove(target);
    return known != null ? known : new Account(most);
  }

  /** Keeps the account of a target that goes, and forgets those that no longer matter. */
  void keep(String target, Account account, Predicate<String> busy, long tick) {
    kept.put(target, account);
    kept.entrySet()
        .removeIf(each -> !busy.test(each.getKey()) && each.getValue().isSettled(longest, tick));
  }

  int size() {
    return kept.size();
  }
}
