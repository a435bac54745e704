package novate.ledger;

import static novate.market.Checks.require;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import novate.market.CurrencyCode;
import novate.market.Money;

/**
 * The fold of ledger entries: balances by account, in their order. One thread owns it. The same
 * entries in any order give the same balances.
 */
public final class Ledger {
  private final Map<String, LedgerEntry> entriesById = new LinkedHashMap<>();
  private final Map<LedgerAccount, Money> balances = new HashMap<>();

  /**
   * Posts an entry. The same entry again has no effect.
   *
   * @return true when it was posted, false when it had been before
   * @throws IllegalArgumentException when the id was posted with other content; nothing changes
   * @throws ArithmeticException when a balance does not fit; nothing changes
   */
  public boolean post(LedgerEntry entry) {
    LedgerEntry posted = entriesById.putIfAbsent(entry.id(), entry);
    if (posted != null) {
      require(
          posted.equals(entry),
          "ledger entry %s is posted as %s, got %s",
          entry.id(),
          posted,
          entry);
      return false;
    }
    try {
      balances.putAll(balancesAfter(entry));
    } catch (ArithmeticException tooLarge) {
      entriesById.remove(entry.id());
      throw tooLarge;
    }
    return true;
  }

  /** All new balances first: an amount that does not fit must not leave half an entry behind. */
  private Map<LedgerAccount, Money> balancesAfter(LedgerEntry entry) {
    Map<LedgerAccount, Money> changed = HashMap.newHashMap(entry.postings().size());
    for (Posting posting : entry.postings()) {
      LedgerAccount account = posting.account();
      Money before = changed.getOrDefault(account, balance(account));
      changed.put(account, before.plus(posting.amount()));
    }
    return changed;
  }

  /**
   * Opens an account with the balance that other books have carried forward.
   *
   * @throws IllegalArgumentException when an entry was posted already
   */
  public void carryForward(LedgerAccount account, Money balance) {
    require(entriesById.isEmpty(), "ledger account %s is carried forward after entries", account);
    balances.put(account, balance);
  }

  /**
   * Lets the entries go and keeps the balances: from here on an id that was posted before is taken
   * for a new one, so the caller must know by other means that none of them comes again.
   */
  public void closeEntries() {
    entriesById.clear();
  }

  /** The balance of an account; zero when nothing was ever posted to it. */
  public Money balance(LedgerAccount account) {
    return balances.getOrDefault(account, Money.zero(account.currency()));
  }

  /** Every account that was ever posted to, with its balance as it stands now. */
  public SortedMap<LedgerAccount, Money> balances() {
    return new TreeMap<>(balances);
  }

  /** The sum of all balances per currency: zero, always; computed, not assumed. */
  public SortedMap<CurrencyCode, Money> sums() {
    SortedMap<CurrencyCode, Money> sums = new TreeMap<>();
    for (Money balance : balances.values()) {
      sums.merge(balance.currency(), balance, Money::plus);
    }
    return sums;
  }

  /** All entries since they were last let go, in the order they were posted. */
  public List<LedgerEntry> entries() {
    return List.copyOf(entriesById.values());
  }
}
