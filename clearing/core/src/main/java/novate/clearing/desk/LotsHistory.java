package novate.clearing.desk;

import static novate.market.Checks.found;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import novate.market.AccountGroup;
import novate.market.MemberId;
import novate.wire.event.CycleResult;
import novate.wire.event.PositionResult;

/**
 * How many lots of every contract each account held at every end of day. Only changes are kept, so
 * it grows with what was traded, not with days.
 */
final class LotsHistory {
  /** Who held lots, and what is booked to it. */
  record Holder(String accountId, AccountGroup group) {}

  /**
   * Lots of one account and contract: pairs of epoch day and the lots from then on; and what the
   * contract's last day paid in cash for them, at which price.
   */
  private static final class Changes {
    private long[] pairs = {};
    private long lastSeenDay = Long.MIN_VALUE;
    private long closedCash;
    private long closedTicks;

    void put(long day, long lots) {
      if (lots != last()) {
        pairs = Arrays.copyOf(pairs, pairs.length + 2);
        pairs[pairs.length - 2] = day;
        pairs[pairs.length - 1] = lots;
      }
    }

    long last() {
      return pairs.length == 0 ? 0 : pairs[pairs.length - 1];
    }

    long at(long day) {
      for (int i = pairs.length - 2; i >= 0; i -= 2) {
        if (pairs[i] <= day) {
          return pairs[i + 1];
        }
      }
      return 0;
    }
  }

  private final Map<Integer, Map<Integer, Changes>> changesByContractAndAccount = new HashMap<>();
  private final Map<Integer, Holder> holderByAccount = new HashMap<>();

  /** Takes in all results of an end of day; whoever has no result of a contract holds none. */
  void endOfDay(LocalDate date, List<CycleResult> results) {
    long day = date.toEpochDay();
    for (CycleResult result : results) {
      holderByAccount.computeIfAbsent(result.getAccountIndex(), _ -> holder(result));
      for (PositionResult position : result.getPositions()) {
        Changes changes =
            changesByContractAndAccount
                .computeIfAbsent(position.getContractIndex(), _ -> new HashMap<>())
                .computeIfAbsent(result.getAccountIndex(), _ -> new Changes());
        changes.put(day, position.getLots());
        changes.lastSeenDay = day;
        if (position.getIsClosed()) {
          changes.closedCash = position.getSettlementCash();
          changes.closedTicks = position.getSettlementTicks();
        }
      }
    }
    for (Map<Integer, Changes> byAccount : changesByContractAndAccount.values()) {
      for (Changes changes : byAccount.values()) {
        if (changes.lastSeenDay != day) {
          changes.put(day, 0);
        }
      }
    }
  }

  private static Holder holder(CycleResult result) {
    return new Holder(
        result.getAccountId(),
        new AccountGroup(new MemberId(result.getMemberId()), result.getAccountGroup()));
  }

  /**
   * Signed lots of a contract at the end of a day by account index; those with none are left out.
   */
  SortedMap<Integer, Long> heldAt(int contractIndex, LocalDate date) {
    SortedMap<Integer, Long> held = new TreeMap<>();
    changesByContractAndAccount
        .getOrDefault(contractIndex, Map.of())
        .forEach(
            (account, changes) -> {
              long lots = changes.at(date.toEpochDay());
              if (lots != 0) {
                held.put(account, lots);
              }
            });
    return held;
  }

  /**
   * Signed lots of an option that its last day has paid for, by account index: what a holder has
   * abandoned, and the shorts that were spared, are not among them. An option that was worth
   * nothing then had none to exercise, and all its lots count.
   *
   * @param tickMinorUnits what one tick is worth on one lot
   */
  SortedMap<Integer, Long> exercisedAt(int contractIndex, LocalDate date, long tickMinorUnits) {
    SortedMap<Integer, Long> exercised = new TreeMap<>();
    Map<Integer, Changes> byAccount =
        changesByContractAndAccount.getOrDefault(contractIndex, Map.of());
    heldAt(contractIndex, date)
        .forEach(
            (account, held) -> {
              Changes changes = found(byAccount.get(account), "account index %d", account);
              long perLot = Math.multiplyExact(changes.closedTicks, tickMinorUnits);
              long lots = perLot == 0 ? held : changes.closedCash / perLot;
              if (lots != 0) {
                exercised.put(account, lots);
              }
            });
    return exercised;
  }

  /** Whose account it is; it has held something. */
  Holder holder(int accountIndex) {
    Holder holder = holderByAccount.get(accountIndex);
    if (holder == null) {
      throw new IllegalStateException("account index %d has held nothing".formatted(accountIndex));
    }
    return holder;
  }
}
