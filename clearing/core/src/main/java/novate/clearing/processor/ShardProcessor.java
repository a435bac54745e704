package novate.clearing.processor;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import novate.clearing.cycle.ContentHash;
import novate.clearing.cycle.CycleSums;
import novate.clearing.cycle.CycleValuation;
import novate.clearing.position.Holding;
import novate.clearing.position.PositionKeeper;
import novate.clearing.position.PositionKey;
import novate.clearing.position.PositionStore;
import novate.clearing.position.Transfer;
import novate.wire.Wire;
import novate.wire.event.Cut;
import novate.wire.event.CycleDone;
import novate.wire.event.CycleEnd;
import novate.wire.event.CycleKind;
import novate.wire.event.CycleResult;
import novate.wire.event.CycleRole;
import novate.wire.event.ExerciseHoldings;
import novate.wire.event.KeeperHeader;
import novate.wire.event.Leg;
import novate.wire.event.PositionState;
import novate.wire.event.Value;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * The position keeper of one partition: legs in; positions, cycle results and live exposure out.
 * Its place in legs stands in the changelog beside the positions it belongs to, so the two cannot
 * part.
 */
public final class ShardProcessor implements LogProcessor {
  private static final String HEADER_KEY = "header";

  /**
   * Accounts whose exposure is told with a batch of legs, those that have waited longest first: to
   * tell it of every account in every batch would cost many times what booking the legs costs.
   */
  private static final int TOLD_PER_BATCH = 2;

  /** Accounts whose exposure is told at once when there is nothing else to do. */
  private static final int TOLD_PER_PAUSE = 256;

  private final int partition;
  private final Reference reference;
  private final Place changelog;
  private final PositionStore store;
  private PositionKeeper keeper;
  private @Nullable CycleValuation lastValuation;

  /** Accounts whose live exposure has not been told since they changed, longest first. */
  private final SequencedSet<Integer> untold = new LinkedHashSet<>();

  private boolean isTouched;
  private boolean isUncommitted;

  /**
   * The keeper of a partition.
   *
   * @param store as it was left with its mark, or empty; if its mark does not fit the changelog, it
   *     is emptied and filled from there
   */
  public ShardProcessor(int partition, Reference reference, PositionStore store) {
    this.partition = partition;
    this.reference = reference;
    this.changelog = new Place(Topic.POSITIONS, partition);
    this.store = store;
    this.keeper = new PositionKeeper(store);
  }

  /** The id of the keeper of a partition. */
  public static String id(int partition) {
    return "novate-shard-" + partition;
  }

  @Override
  public String id() {
    return id(partition);
  }

  @Override
  public SequencedMap<Place, Long> restore(LogView log) {
    CleanStop stop = new CleanStop(partition, log);
    Optional<String> objection = stop.objection(store);
    if (objection.isEmpty()) {
      keeper.restore(store.mark().orElseThrow().header());
    } else {
      rebuild(objection.get(), log);
    }
    // Which of them were told before the stop is not known; telling it again does no harm.
    untold.addAll(keeper.accounts());
    SequencedMap<Place, Long> next = new LinkedHashMap<>();
    next.put(new Place(Topic.LEGS, partition), keeper.nextOffset());
    return next;
  }

  private void rebuild(String reason, LogView log) {
    if (store.size() > 0) {
      store.discard(reason);
      keeper = new PositionKeeper(store);
    }
    log.read(changelog, 0, this::restore);
  }

  @Override
  public void rest(LogView log) {
    if (!isUncommitted) {
      new CleanStop(partition, log).mark(store, keeper.header()).ifPresent(store::close);
    }
  }

  @Override
  public void close() {
    store.close();
  }

  private void restore(Found found) {
    if (found.isTombstone()) {
      keeper.restoreGone(ByteBuffer.wrap(found.key()).getLong());
      return;
    }
    switch (Wire.decode(found.value())) {
      case PositionState state -> keeper.restore(state);
      case KeeperHeader header -> keeper.restore(header);
      case SpecificRecord other ->
          throw new IllegalStateException(
              "%s is a %s".formatted(found, other.getSchema().getName()));
    }
  }

  @Override
  public void take(Found found, Outbox outbox) {
    if (!keeper.isNew(found.offset())) {
      return;
    }
    isTouched = true;
    isUncommitted = true;
    switch (Wire.decode(found.value())) {
      case Leg leg -> keeper.apply(found.offset(), leg);
      case Cut cut -> cut(found.offset(), cut, outbox);
      case Value value -> value(found.offset(), value, outbox);
      case SpecificRecord other ->
          throw new IllegalStateException(
              "%s is a %s".formatted(found, other.getSchema().getName()));
    }
  }

  @Override
  public void settle(Map<Place, Long> positions, LogView log, Outbox outbox) {
    int told = TOLD_PER_PAUSE;
    if (isTouched) {
      writeChanges(outbox);
      isTouched = false;
      told = TOLD_PER_BATCH;
    }
    writeExposure(told, outbox);
  }

  @Override
  public void committed() {
    isUncommitted = false;
  }

  /**
   * Assignment is over the whole house, so every partition tells what it holds of those options.
   */
  private void cut(long offset, Cut cut, Outbox outbox) {
    keeper.apply(offset, cut);
    if (!cut.getExerciseContracts().isEmpty()) {
      outbox.send(
          Topic.CONTROL,
          0,
          cut.getCycleId(),
          new ExerciseHoldings(
              cut.getCycleId(),
              partition,
              keeper.lotsAtCut(Set.copyOf(cut.getExerciseContracts()))));
    }
  }

  private void value(long offset, Value value, Outbox outbox) {
    CycleValuation valuation = valuation(value);
    List<CycleResult> results = new ArrayList<>();
    List<Transfer> transfers = new ArrayList<>();
    for (int account : keeper.accountsAtCut()) {
      List<Holding> holdings = valuation.relevant(keeper.holdingsAtCut(account));
      if (holdings.isEmpty()) {
        continue;
      }
      results.add(valuation.result(account, holdings));
      transfers.addAll(valuation.transfers(account, holdings));
    }
    boolean isEndOfDay = value.getKind() == CycleKind.END_OF_DAY;
    keeper.apply(offset, value, transfers, isEndOfDay ? valuation::roll : null);
    for (CycleResult result : results) {
      outbox.send(Topic.CYCLES, partition, result.getAccountId(), result);
      outbox.send(Topic.DESK, partition, result.getAccountId(), result);
    }
    outbox.send(Topic.DESK, partition, value.getCycleId(), end(value, results.size()));
    outbox.send(Topic.CONTROL, 0, value.getCycleId(), done(value, results));
    lastValuation = valuation;
  }

  private void writeChanges(Outbox outbox) {
    for (PositionState state : keeper.drainChanges()) {
      long key = PositionKey.of(state.getAccountIndex(), state.getContractIndex());
      byte[] keyBytes = ByteBuffer.allocate(Long.BYTES).putLong(key).array();
      outbox.send(changelog, keyBytes, PositionKeeper.isGone(state) ? null : state);
      untold.add(state.getAccountIndex());
    }
    outbox.send(Topic.POSITIONS, partition, HEADER_KEY, keeper.header());
  }

  /**
   * Tells the exposure of so many of the accounts that wait, and of all that hold nothing any more:
   * a restart finds the others by what they hold. Live exposure starts with the first valuation:
   * before it there are no prices to tell it by.
   */
  private void writeExposure(int limit, Outbox outbox) {
    Value last = keeper.lastValue();
    if (last == null) {
      untold.clear();
      return;
    }
    Iterator<Integer> waiting = untold.iterator();
    for (int told = 0; waiting.hasNext(); ) {
      int account = waiting.next();
      if (told < limit || !keeper.holdsAny(account)) {
        waiting.remove();
        told++;
        writeExposure(account, last, outbox);
      }
    }
  }

  private void writeExposure(int account, Value last, Outbox outbox) {
    CycleValuation valuation = lastValuation;
    if (valuation == null) {
      valuation = valuation(last);
      lastValuation = valuation;
    }
    valuation
        .exposure(account, keeper.holdingsNow(account))
        .ifPresent(
            exposure ->
                outbox.send(Topic.EXPOSURE, partition, Integer.toString(account), exposure));
  }

  private CycleValuation valuation(Value value) {
    return new CycleValuation(
        value,
        reference.registryOf(value),
        reference.priceSet(value.getPriceSetId(), value.getPriceSetHash()),
        reference.exercises(value));
  }

  private static CycleEnd end(Value value, int count) {
    return new CycleEnd(
        value.getCycleId(),
        value.getBusinessDate(),
        value.getKind(),
        value.getParameterSetId(),
        value.getParameterSetHash(),
        count);
  }

  private CycleDone done(Value value, List<CycleResult> results) {
    return CycleDone.newBuilder()
        .setCycleId(value.getCycleId())
        .setRole(CycleRole.SHARD)
        .setPartition(partition)
        .setCount(results.size())
        .setContractSums(CycleSums.byContract(results))
        .setCurrencySums(List.of())
        .setHash(ContentHash.of(results))
        .setFeeSums(value.getKind() == CycleKind.END_OF_DAY ? CycleSums.fees(results) : List.of())
        .build();
  }
}
