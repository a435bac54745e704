package novate.clearing.desk;

import static novate.market.Checks.found;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import novate.market.AccountGroup;
import novate.market.MemberId;
import novate.wire.event.CycleResult;
import novate.wire.event.LotsChange;
import novate.wire.event.LotsChanged;
import novate.wire.event.PositionResult;
import org.jspecify.annotations.Nullable;

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
    private boolean isSeen;
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

  /**
   * Takes in all results of an end of day; whoever has no result of a contract holds none.
   *
   * @return what has changed, by account index; {@link #apply} makes the same history of it
   */
  List<LotsChanged> endOfDay(LocalDate date, List<CycleResult> results) {
    Map<Integer, Holder> holders = new HashMap<>(holderByAccount);
    SortedMap<Integer, SortedMap<Integer, LotsChange>> changes = new TreeMap<>();
    for (CycleResult result : results) {
      holders.putIfAbsent(result.getAccountIndex(), holder(result));
      for (PositionResult position : result.getPositions()) {
        Changes known = find(result.getAccountIndex(), position.getContractIndex());
        if (known != null) {
          known.isSeen = true;
        }
        boolean isChanged = position.getLots() != (known == null ? 0 : known.last());
        if (isChanged || position.getIsClosed()) {
          changes
              .computeIfAbsent(result.getAccountIndex(), _ -> new TreeMap<>())
              .put(position.getContractIndex(), change(position));
        }
      }
    }
    gone(changes);
    List<LotsChanged> changed = new ArrayList<>();
    changes.forEach(
        (account, byContract) -> {
          Holder holder = found(holders.get(account), "account index %d has no holder", account);
          changed.add(changed(date, account, holder, byContract));
        });
    changed.forEach(this::apply);
    return changed;
  }

  private void gone(SortedMap<Integer, SortedMap<Integer, LotsChange>> changes) {
    changesByContractAndAccount.forEach(
        (contract, byAccount) ->
            byAccount.forEach(
                (account, known) -> {
                  if (!known.isSeen && known.last() != 0) {
                    changes
                        .computeIfAbsent(account, _ -> new TreeMap<>())
                        .put(contract, new LotsChange(contract, 0L, false, 0L, 0L));
                  }
                  known.isSeen = false;
                }));
  }

  private @Nullable Changes find(int account, int contract) {
    return changesByContractAndAccount.getOrDefault(contract, Map.of()).get(account);
  }

  private static LotsChange change(PositionResult position) {
    return new LotsChange(
        position.getContractIndex(),
        position.getLots(),
        position.getIsClosed(),
        position.getIsClosed() ? position.getSettlementCash() : 0L,
        position.getIsClosed() ? position.getSettlementTicks() : 0L);
  }

  private static LotsChanged changed(
      LocalDate date, int account, Holder holder, SortedMap<Integer, LotsChange> byContract) {
    return new LotsChanged(
        date,
        account,
        holder.accountId(),
        holder.group().member().value(),
        holder.group().name(),
        List.copyOf(byContract.values()));
  }

  /** Takes in what changed at an end of day, those of one account in order. */
  void apply(LotsChanged changed) {
    holderByAccount.computeIfAbsent(
        changed.getAccountIndex(),
        _ ->
            new Holder(
                changed.getAccountId(),
                new AccountGroup(new MemberId(changed.getMemberId()), changed.getAccountGroup())));
    for (LotsChange change : changed.getChanges()) {
      Changes changes =
          changesByContractAndAccount
              .computeIfAbsent(change.getContractIndex(), _ -> new HashMap<>())
              .computeIfAbsent(changed.getAccountIndex(), _ -> new Changes());
      changes.put(changed.getBusinessDate().toEpochDay(), change.getLots());
      if (change.getIsClosed()) {
        changes.closedCash = change.getClosedCash();
        changes.closedTicks = change.getClosedTicks();
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
