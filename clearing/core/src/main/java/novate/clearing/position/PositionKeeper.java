package novate.clearing.position;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
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
  private final SortedMap<Integer, SortedIndices> contractsByAccount = new TreeMap<>();

  /** What was changed since the last drain, so that it need not be looked up in the store again. */
  private final SequencedMap<Long, PositionEntry> touched = new LinkedHashMap<>();

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
    store(key, false);
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
          held.forEach(
              contract -> {
                if (contracts.contains(contract)) {
                  load(PositionKey.of(account, contract));
                  if (entry.cutLots != 0) {
                    lots.add(new OptionLots(account, contract, entry.cutLots));
                  }
                }
              });
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

  /** Every account that has a position in the store, ascending. */
  public List<Integer> accounts() {
    return List.copyOf(contractsByAccount.keySet());
  }

  /** True for one of {@link #accounts}. */
  public boolean holdsAny(int accountIndex) {
    return contractsByAccount.containsKey(accountIndex);
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
    touched.forEach(
        (key, changed) -> {
          catchUp(changed);
          changes.add(state(key, changed));
        });
    touched.clear();
    return changes;
  }

  /** Without the generated builder, which checks every field again: this is done for every leg. */
  private static PositionState state(long key, PositionEntry entry) {
    return new PositionState(
        PositionKey.accountIndex(key),
        PositionKey.contractIndex(key),
        entry.lots,
        entry.costTicks,
        entry.cutLots,
        entry.cutCostTicks,
        entry.cutSequence,
        entry.premiumDueMinor,
        entry.feeLots,
        entry.cutFeeLots);
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
    SortedIndices contracts = contractsByAccount.get(accountIndex);
    if (contracts != null) {
      contracts.forEach(
          contract -> {
            load(PositionKey.of(accountIndex, contract));
            holding(contract, atCut).ifPresent(holdings::add);
          });
    }
    return holdings;
  }

  private Optional<Holding> holding(int contract, boolean atCut) {
    long lots = atCut ? entry.cutLots : entry.lots;
    long cost = atCut ? entry.cutCostTicks : entry.costTicks;
    long feeLots = atCut ? entry.cutFeeLots : entry.feeLots;
    boolean isAny = lots != 0 || cost != 0 || entry.premiumDueMinor != 0 || feeLots != 0;
    return isAny
        ? Optional.of(new Holding(contract, lots, cost, entry.premiumDueMinor, feeLots))
        : Optional.empty();
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
    catchUp(entry);
    return isHeld;
  }

  private void catchUp(PositionEntry held) {
    if (held.cutSequence < cutSequence) {
      held.cutLots = held.lots;
      held.cutCostTicks = held.costTicks;
      held.cutFeeLots = held.feeLots;
      held.cutSequence = cutSequence;
    }
  }

  /** Writes the entry, and keeps it for the changelog. */
  private void write(long key, boolean isHeld) {
    store(key, isHeld);
    touched.computeIfAbsent(key, _ -> new PositionEntry()).copyFrom(entry);
  }

  /**
   * Writes the entry. What the store has is in the index too, so only a key that is not known to be
   * held is looked up there: searching two trees on every leg shows in the benchmark.
   */
  private void store(long key, boolean isHeld) {
    if (isGone()) {
      store.remove(key);
      unindex(key);
    } else {
      store.put(key, entry);
      if (!isHeld) {
        index(key);
      }
    }
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
        .computeIfAbsent(PositionKey.accountIndex(key), _ -> new SortedIndices())
        .add(PositionKey.contractIndex(key));
  }

  private void unindex(long key) {
    int account = PositionKey.accountIndex(key);
    SortedIndices contracts = contractsByAccount.get(account);
    if (contracts != null) {
      contracts.remove(PositionKey.contractIndex(key));
      if (contracts.isEmpty()) {
        contractsByAccount.remove(account);
      }
    }
  }
}
