package novate.clearing.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import novate.clearing.processor.Topic;
import novate.market.Contract;
import novate.market.OptionOnFuture;
import novate.market.PremiumStyle;
import novate.wire.event.CurrencyResult;
import novate.wire.event.Cut;
import novate.wire.event.CycleKind;
import novate.wire.event.CycleResult;
import novate.wire.event.Leg;
import novate.wire.event.PositionResult;

/**
 * Positions and variation margin, added up from legs alone in the plainest way there is, and held
 * against what the shards say.
 */
final class Holdings {
  private record Key(int account, int contract) {}

  /**
   * Lots, and what they cost in ticks: carried lots at the last settlement price, others as paid.
   */
  private static final class Held {
    private long lots;
    private long cost;

    Held copy() {
      Held copy = new Held();
      copy.lots = lots;
      copy.cost = cost;
      return copy;
    }
  }

  /** One cycle: what was held at the markers, and what its results have said so far. */
  private static final class Cycle {
    private final CycleKind kind;
    private final Map<Key, Held> atCut = new HashMap<>();
    private final Set<Integer> partitions = new HashSet<>();
    private final Set<Integer> accounts = new HashSet<>();
    private final Set<Key> told = new HashSet<>();
    private final Map<Integer, Long> ticksByContract = new HashMap<>();
    private final Map<Integer, Long> variationByContract = new TreeMap<>();
    private final Map<Integer, Long> settlementByContract = new TreeMap<>();
    private final Map<String, Long> cashByPot = new TreeMap<>();

    Cycle(CycleKind kind) {
      this.kind = kind;
    }
  }

  private final Promises promises;
  private final List<Contract> contracts;
  private final Map<String, Long> premiumDue = new HashMap<>();
  private final Map<Key, Held> held = new HashMap<>();
  private final Map<Integer, Long> lotsByContract = new HashMap<>();
  private final Set<String> sides = new HashSet<>();
  private final Set<Integer> closedContracts = new HashSet<>();
  private final Map<String, Cycle> cycles = new HashMap<>();
  private final Map<Integer, Integer> partitionByAccount = new HashMap<>();

  Holdings(List<Contract> contracts, Promises promises) {
    this.promises = promises;
    this.contracts = contracts;
  }

  void take(int partition, Leg leg) {
    String side =
        "%s/%s/%d/%s/%d/%b"
            .formatted(
                leg.getVenue(),
                leg.getTradeId(),
                leg.getRevision(),
                leg.getKind(),
                leg.getAccountIndex(),
                leg.getLots() > 0);
    promises.hold(sides.add(side), "I6", "%s is booked twice", side);
    promises.hold(
        !closedContracts.contains(leg.getContractIndex()),
        "I16",
        "%s is booked in a contract that has settled",
        side);
    Integer home = partitionByAccount.putIfAbsent(leg.getAccountIndex(), partition);
    promises.hold(
        home == null || home == partition, "I1", "%s is in partition %d", side, partition);
    Held now =
        held.computeIfAbsent(
            new Key(leg.getAccountIndex(), leg.getContractIndex()), _ -> new Held());
    now.lots = Math.addExact(now.lots, leg.getLots());
    now.cost = Math.addExact(now.cost, Math.multiplyExact(leg.getLots(), leg.getPriceTicks()));
    lotsByContract.merge(leg.getContractIndex(), leg.getLots(), Math::addExact);
  }

  /** Nothing is bought that nobody sold. */
  void balanced() {
    lotsByContract.forEach(
        (contract, lots) ->
            promises.hold(
                closedContracts.contains(contract) || lots == 0,
                "I1",
                "%s adds up to %d lots",
                contracts.get(contract).id(),
                lots));
  }

  void take(int partition, Cut cut) {
    Cycle cycle = cycles.computeIfAbsent(cut.getCycleId(), _ -> new Cycle(cut.getKind()));
    promises.hold(
        cycle.partitions.add(partition),
        "I10",
        "%s cuts partition %d twice",
        cut.getCycleId(),
        partition);
    held.forEach(
        (key, now) -> {
          if (Integer.valueOf(partition).equals(partitionByAccount.get(key.account()))) {
            cycle.atCut.put(key, now.copy());
          }
        });
  }

  void take(CycleResult result) {
    Cycle cycle = cycle(result.getCycleId());
    String what = result.getCycleId() + " " + result.getAccountId();
    promises.hold(cycle.accounts.add(result.getAccountIndex()), "I10", "%s has two results", what);
    boolean isFlat = true;
    SortedMap<String, Long> premiumTraded = new TreeMap<>();
    for (PositionResult position : result.getPositions()) {
      isFlat &= position.getLots() == 0;
      take(cycle, what, new Key(result.getAccountIndex(), position.getContractIndex()), position);
      premiumTraded.merge(
          contracts.get(position.getContractIndex()).product().currency().code(),
          position.getPremiumTraded(),
          Math::addExact);
    }
    for (CurrencyResult line : result.getCurrencies()) {
      promises.hold(
          line.getInitialMargin() >= 0, "I12", "%s: margin %d", what, line.getInitialMargin());
      promises.hold(
          !isFlat || line.getInitialMargin() == 0, "I12", "%s is flat and owes margin", what);
      if (cycle.kind == CycleKind.END_OF_DAY) {
        premium(what, result.getAccountId() + "/" + line.getCurrency(), line, premiumTraded);
      }
      String pot =
          "member/%s/%s/%s"
              .formatted(result.getMemberId(), result.getAccountGroup(), line.getCurrency());
      cycle.cashByPot.merge(
          pot,
          line.getVariationMargin()
              + line.getSettlementCash()
              + line.getPremiumPosted()
              + line.getFees(),
          Math::addExact);
    }
  }

  /** A premium is paid at the end of the day after it was traded. */
  private void premium(
      String what, String account, CurrencyResult line, Map<String, Long> premiumTraded) {
    long due =
        Objects.requireNonNullElse(
            premiumDue.put(account, premiumTraded.getOrDefault(line.getCurrency(), 0L)), 0L);
    promises.hold(
        due == line.getPremiumPosted(),
        "I2",
        "%s: premium of %d %s is posted, %d was traded the day before",
        what,
        line.getPremiumPosted(),
        line.getCurrency(),
        due);
  }

  private void take(Cycle cycle, String what, Key key, PositionResult position) {
    Contract contract = contracts.get(key.contract());
    Held atCut = cycle.atCut.getOrDefault(key, new Held());
    cycle.told.add(key);
    promises.hold(
        atCut.lots == position.getLots(),
        "I5",
        "%s holds %d of %s, its legs make %d",
        what,
        position.getLots(),
        contract.id(),
        atCut.lots);
    if (atCut.lots == 0 && atCut.cost == 0) {
      return; // Only fees are due on it, and they need no price.
    }
    Long ticks = cycle.ticksByContract.putIfAbsent(key.contract(), position.getSettlementTicks());
    promises.hold(
        ticks == null || ticks == position.getSettlementTicks(),
        "I9",
        "%s: %s is settled at %d and %d",
        what,
        contract.id(),
        ticks,
        position.getSettlementTicks());
    long expected = isPremium(contract) ? 0 : gain(contract, atCut, position.getSettlementTicks());
    promises.hold(
        expected == position.getVariationMargin(),
        "I3",
        "%s: variation margin of %s is %d, its legs make %d",
        what,
        contract.id(),
        position.getVariationMargin(),
        expected);
    promises.hold(
        position.getPremiumTraded() == premium(contract, atCut),
        "I2",
        "%s: premium of %s is %d, its legs make %d",
        what,
        contract.id(),
        position.getPremiumTraded(),
        premium(contract, atCut));
    cycle.variationByContract.merge(key.contract(), position.getVariationMargin(), Math::addExact);
    cycle.settlementByContract.merge(key.contract(), position.getSettlementCash(), Math::addExact);
    if (cycle.kind == CycleKind.END_OF_DAY) {
      settle(key, atCut, position);
    }
  }

  private static long gain(Contract contract, Held held, long ticks) {
    return Math.multiplyExact(held.lots * ticks - held.cost, contract.product().tickMinorUnits());
  }

  private static long premium(Contract contract, Held held) {
    return isPremium(contract) ? -held.cost * contract.product().tickMinorUnits() : 0;
  }

  private static boolean isPremium(Contract contract) {
    return contract instanceof OptionOnFuture option
        && option.premiumStyle() == PremiumStyle.PREMIUM;
  }

  /** What was held at the cut goes on at the settlement price, or is gone; later legs stay. */
  private void settle(Key key, Held atCut, PositionResult position) {
    Held now = held.computeIfAbsent(key, _ -> new Held());
    long carried = position.getIsClosed() ? 0 : atCut.lots;
    now.lots += carried - atCut.lots;
    boolean isMarked = !isPremium(contracts.get(key.contract()));
    now.cost += (isMarked ? carried * position.getSettlementTicks() : 0) - atCut.cost;
    if (position.getIsClosed()) {
      closedContracts.add(key.contract());
    }
  }

  /** All partitions have said what they have to say. */
  void closed(String cycleId, Books books) {
    Cycle cycle = cycle(cycleId);
    promises.hold(
        cycle.partitions.size() == Topic.LEGS.partitionCount(),
        "I10",
        "%s closed with %d cuts",
        cycleId,
        cycle.partitions.size());
    cycle.atCut.forEach(
        (key, atCut) ->
            promises.hold(
                atCut.lots == 0 || cycle.told.contains(key),
                "I5",
                "%s says nothing of account %d in %s",
                cycleId,
                key.account(),
                contracts.get(key.contract()).id()));
    cycle.variationByContract.forEach(
        (contract, sum) ->
            promises.hold(
                sum == 0, "I3", "%s: variation margin of %d sums to %d", cycleId, contract, sum));
    cycle.settlementByContract.forEach(
        (contract, sum) ->
            promises.hold(
                sum == 0, "I16", "%s: settlement of %d sums to %d", cycleId, contract, sum));
    if (cycle.kind == CycleKind.END_OF_DAY) {
      cycle.cashByPot.forEach(
          (pot, cash) ->
              promises.hold(
                  books.posted(cycleId, pot) == cash,
                  "I2",
                  "%s posted %d to %s, its results make %d",
                  cycleId,
                  books.posted(cycleId, pot),
                  pot,
                  cash));
    }
  }

  /** The lots that an account's legs make now. */
  long lots(int account, int contract) {
    Held now = held.get(new Key(account, contract));
    return now == null ? 0 : now.lots;
  }

  /** Accounts and contracts with lots. */
  List<int[]> open() {
    List<int[]> open = new ArrayList<>();
    held.forEach(
        (key, now) -> {
          if (now.lots != 0) {
            open.add(new int[] {key.account(), key.contract()});
          }
        });
    return open;
  }

  private Cycle cycle(String cycleId) {
    Cycle cycle = cycles.get(cycleId);
    promises.hold(cycle != null, "I10", "%s has results and no cut", cycleId);
    return Objects.requireNonNull(cycle);
  }
}
