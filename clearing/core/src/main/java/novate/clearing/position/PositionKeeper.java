package novate.clearing.position;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import novate.wire.event.Cut;
import novate.wire.event.KeeperHeader;
import novate.wire.event.Leg;
import novate.wire.event.OptionLots;
import novate.wire.event.PositionState;
import novate.wire.event.Value;
import org.jspecify.annotations.Nullable;

/**
 * The fold of one partition of legs. It is restored from its own changelog (all {@link
 * PositionState}s, then the {@link KeeperHeader}) and goes on from the header's offset; records
 * before that offset have no effect, so a record delivered twice counts once.
 */
public final class PositionKeeper {
  private final PositionStore store;
  private final SortedMap<Integer, SortedSet<Integer>> contractsByAccount = new TreeMap<>();
  private final Set<Long> touched = new LinkedHashSet<>();
  private final PositionEntry entry = new PositionEntry();
  private long nextOffset;
  private long cutSequence;
  private @Nullable String openCycle;
  private @Nullable Value lastValue;

  /** How an entry changes when a business date ends. */
  public interface Roll {
    /** Changes an entry in place; its at-cut quantities are up to date. */
    void apply(int contractIndex, PositionEntry entry);
  }

  /** A keeper over a store; entries that the store already has are taken in. */
  public PositionKeeper(PositionStore store) {
    this.store = store;
    store.forEach((key, _) -> index(key));
  }

  /** Takes a position from the changelog; one that holds nothing is left out. */
  public void restore(PositionState state) {
    long key = PositionKey.of(state.getAccountIndex(), state.getContractIndex());
    entry.lots = state.getLots();
    entry.costTicks = state.getCostTicks();
    entry.cutLots = state.getCutLots();
    entry.cutCostTicks = state.getCutCostTicks();
    entry.cutSequence = state.getCutSequence();
    entry.premiumDueMinor = state.getPremiumDue();
    entry.feeLots = state.getFeeLots();
    entry.cutFeeLots = state.getCutFeeLots();
    write(key, false);
    touched.remove(key);
  }

  /** Takes a tombstone from the changelog: the position holds nothing any more. */
  public void restoreGone(long key) {
    store.remove(key);
    unindex(key);
  }

  /** Takes the keeper's own place from the changelog. */
  public void restore(KeeperHeader header) {
    nextOffset = header.getNextOffset();
    cutSequence = header.getCutSequence();
    openCycle = header.getOpenCycle();
    lastValue = header.getLastValue();
  }

  /** True when the record at an offset has not been folded yet. */
  public boolean isNew(long offset) {
    return offset >= nextOffset;
  }

  /** The offset after the last record folded. */
  public long nextOffset() {
    return nextOffset;
  }

  /** The last valuation folded; null before the first. */
  public @Nullable Value lastValue() {
    return lastValue;
  }

  /** The cycle that is cut and not valued yet; null when there is none. */
  public @Nullable String openCycle() {
    return openCycle;
  }

  /** Books a leg. */
  public void apply(long offset, Leg leg) {
    if (!isNew(offset)) {
      return;
    }
    long key = PositionKey.of(leg.getAccountIndex(), leg.getContractIndex());
    boolean isHeld = load(key);
    entry.lots = Math.addExact(entry.lots, leg.getLots());
    entry.costTicks =
        Math.addExact(entry.costTicks, Math.multiplyExact(leg.getLots(), leg.getPriceTicks()));
    entry.feeLots = Math.addExact(entry.feeLots, feeLots(leg));
    write(key, isHeld);
    nextOffset = offset + 1;
  }

  private static long feeLots(Leg leg) {
    return switch (leg.getKind()) {
      case NOVATED -> Math.absExact(leg.getLots());
      case REVERSED -> -Math.absExact(leg.getLots());
    };
  }

  /** Takes the cut: what is held now is what the cycle will value. */
  public void apply(long offset, Cut cut) {
    if (!isNew(offset)) {
      return;
    }
    if (openCycle != null) {
      throw new IllegalStateException(
          "cut of %s while %s is not valued".formatted(cut.getCycleId(), openCycle));
    }
    store.makeRoom();
    openCycle = cut.getCycleId();
    cutSequence++;
    nextOffset = offset + 1;
  }

  /**
   * Signed lots that each account held at the last cut of some contracts, by account and contract
   * index; flat ones are left out.
   */
  public List<OptionLots> lotsAtCut(Set<Integer> contracts) {
    List<OptionLots> lots = new ArrayList<>();
    contractsByAccount.forEach(
        (account, held) -> {
          for (int contract : held) {
            if (contracts.contains(contract)) {
              load(PositionKey.of(account, contract));
              if (entry.cutLots != 0) {
                lots.add(new OptionLots(account, contract, entry.cutLots));
              }
            }
          }
        });
    return lots;
  }

  /**
   * Ends the cycle that was cut; the caller has valued {@link #holdingsAtCut}, and rolls the
   * entries at an end of day.
   *
   * @param transfers what exercise moved between positions of this partition's accounts
   */
  public void apply(long offset, Value value, List<Transfer> transfers, @Nullable Roll roll) {
    if (!isNew(offset)) {
      return;
    }
    if (!value.getCycleId().equals(openCycle)) {
      throw new IllegalStateException(
          "value of %s, but the open cut is %s".formatted(value.getCycleId(), openCycle));
    }
    transfers.forEach(this::transfer);
    if (roll != null) {
      roll(roll);
    }
    openCycle = null;
    lastValue = value;
    nextOffset = offset + 1;
  }

  /**
   * Every account that {@link #holdingsAtCut} has something of, ascending. An account that trades
   * for the first time between a cut and its valuation is not among them: which of the two comes
   * first on the log is chance.
   */
  public List<Integer> accountsAtCut() {
    return contractsByAccount.keySet().stream()
        .filter(account -> !holdingsAtCut(account).isEmpty())
        .toList();
  }

  /**
   * What an account held at the last cut, by contract index; flat positions without a flow are left
   * out.
   */
  public List<Holding> holdingsAtCut(int accountIndex) {
    return holdings(accountIndex, true);
  }

  /** What an account holds now, by contract index. */
  public List<Holding> holdingsNow(int accountIndex) {
    return holdings(accountIndex, false);
  }

  /**
   * Positions changed since the last call, in the order of their first change; one that is gone has
   * all zeros.
   */
  public List<PositionState> drainChanges() {
    List<PositionState> changes = new ArrayList<>(touched.size());
    for (long key : touched) {
      load(key);
      changes.add(
          PositionState.newBuilder()
              .setAccountIndex(PositionKey.accountIndex(key))
              .setContractIndex(PositionKey.contractIndex(key))
              .setLots(entry.lots)
              .setCostTicks(entry.costTicks)
              .setCutLots(entry.cutLots)
              .setCutCostTicks(entry.cutCostTicks)
              .setCutSequence(entry.cutSequence)
              .setPremiumDue(entry.premiumDueMinor)
              .setFeeLots(entry.feeLots)
              .setCutFeeLots(entry.cutFeeLots)
              .build());
    }
    touched.clear();
    return changes;
  }

  /**
   * True when a change of position in the changelog is one that holds nothing: a tombstone may
   * stand for it.
   */
  public static boolean isGone(PositionState state) {
    return state.getLots() == 0
        && state.getCostTicks() == 0
        && state.getPremiumDue() == 0
        && state.getCutLots() == 0
        && state.getCutCostTicks() == 0
        && state.getFeeLots() == 0
        && state.getCutFeeLots() == 0;
  }

  /** Where the keeper stands, for the changelog. */
  public KeeperHeader header() {
    return KeeperHeader.newBuilder()
        .setNextOffset(nextOffset)
        .setCutSequence(cutSequence)
        .setOpenCycle(openCycle)
        .setLastValue(lastValue)
        .build();
  }

  private List<Holding> holdings(int accountIndex, boolean atCut) {
    List<Holding> holdings = new ArrayList<>();
    for (int contract : contractsByAccount.getOrDefault(accountIndex, new TreeSet<>())) {
      load(PositionKey.of(accountIndex, contract));
      long lots = atCut ? entry.cutLots : entry.lots;
      long cost = atCut ? entry.cutCostTicks : entry.costTicks;
      long feeLots = atCut ? entry.cutFeeLots : entry.feeLots;
      if (lots != 0 || cost != 0 || entry.premiumDueMinor != 0 || feeLots != 0) {
        holdings.add(new Holding(contract, lots, cost, entry.premiumDueMinor, feeLots));
      }
    }
    return holdings;
  }

  private void transfer(Transfer transfer) {
    long key = PositionKey.of(transfer.accountIndex(), transfer.contractIndex());
    boolean isHeld = load(key);
    entry.lots = Math.addExact(entry.lots, transfer.lots());
    entry.costTicks = Math.addExact(entry.costTicks, transfer.costTicks());
    entry.cutLots = Math.addExact(entry.cutLots, transfer.lots());
    entry.cutCostTicks = Math.addExact(entry.cutCostTicks, transfer.costTicks());
    write(key, isHeld);
  }

  private void roll(Roll roll) {
    List<Long> keys = new ArrayList<>();
    contractsByAccount.forEach(
        (account, contracts) ->
            contracts.forEach(contract -> keys.add(PositionKey.of(account, contract))));
    PositionEntry before = new PositionEntry();
    for (long key : keys) {
      boolean isHeld = load(key);
      before.copyFrom(entry);
      roll.apply(PositionKey.contractIndex(key), entry);
      // The at-cut quantities have been valued; the next cut takes its own copy.
      entry.cutLots = 0;
      entry.cutCostTicks = 0;
      entry.feeLots = Math.subtractExact(entry.feeLots, entry.cutFeeLots);
      entry.cutFeeLots = 0;
      // One that holds nothing any more may still stand in the store for an older cut's sake.
      if (!before.equals(entry) || isGone()) {
        write(key, isHeld);
      }
    }
  }

  /**
   * Loads an entry and brings its at-cut quantities up to the last cut: untouched since then means
   * equal to now. Returns whether the store has the entry.
   */
  private boolean load(long key) {
    boolean isHeld = store.get(key, entry);
    if (!isHeld) {
      entry.clear();
      entry.cutSequence = cutSequence;
    }
    if (entry.cutSequence < cutSequence) {
      entry.cutLots = entry.lots;
      entry.cutCostTicks = entry.costTicks;
      entry.cutFeeLots = entry.feeLots;
      entry.cutSequence = cutSequence;
    }
    return isHeld;
  }

  /**
   * Writes the entry. What the store has is in the index too, so only a key that is not known to be
   * held is looked up there: searching two trees on every leg shows in the benchmark.
   */
  private void write(long key, boolean isHeld) {
    if (isGone()) {
      store.remove(key);
      unindex(key);
    } else {
      store.put(key, entry);
      if (!isHeld) {
        index(key);
      }
    }
    touched.add(key);
  }

  private boolean isGone() {
    return entry.lots == 0
        && entry.costTicks == 0
        && entry.premiumDueMinor == 0
        && entry.cutLots == 0
        && entry.cutCostTicks == 0
        && entry.feeLots == 0
        && entry.cutFeeLots == 0;
  }

  private void index(long key) {
    contractsByAccount
        .computeIfAbsent(PositionKey.accountIndex(key), _ -> new TreeSet<>())
        .add(PositionKey.contractIndex(key));
  }

  private void unindex(long key) {
    int account = PositionKey.accountIndex(key);
    SortedSet<Integer> contracts = contractsByAccount.get(account);
    if (contracts != null) {
      contracts.remove(PositionKey.contractIndex(key));
      if (contracts.isEmpty()) {
        contractsByAccount.remove(account);
      }
    }
  }
}
