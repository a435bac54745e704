package novate.clearing;

import static novate.clearing.TinyHouse.FRIDAY;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import novate.clearing.cycle.ContentHash;
import novate.clearing.cycle.CycleSums;
import novate.clearing.cycle.CycleValuation;
import novate.clearing.cycle.Exercises;
import novate.clearing.day.Exercising;
import novate.clearing.day.HouseSums;
import novate.clearing.desk.Desk;
import novate.clearing.position.Holding;
import novate.clearing.position.MemoryPositionStore;
import novate.clearing.position.PositionKeeper;
import novate.clearing.position.Transfer;
import novate.clearing.registry.Registry;
import novate.market.Account;
import novate.market.AccountGroup;
import novate.market.CurrencyCode;
import novate.market.Money;
import novate.market.PriceSet;
import novate.scenario.ParameterFile;
import novate.scenario.ParameterSet;
import novate.wire.event.Cut;
import novate.wire.event.CycleDone;
import novate.wire.event.CycleEnd;
import novate.wire.event.CycleKind;
import novate.wire.event.CycleRequested;
import novate.wire.event.CycleResult;
import novate.wire.event.CycleRole;
import novate.wire.event.ExerciseHoldings;
import novate.wire.event.ExerciseInstruction;
import novate.wire.event.ExerciseKind;
import novate.wire.event.ExerciseRefused;
import novate.wire.event.ExercisesSealed;
import novate.wire.event.Leg;
import novate.wire.event.LegKind;
import novate.wire.event.Value;
import org.jspecify.annotations.Nullable;

/**
 * Keepers and desks of two partitions, wired as the shell wires them but without a log. After every
 * cycle it checks that the house adds up and that every ledger balances.
 */
public final class HouseRun {
  private static final int PARTITIONS = 2;

  private final Registry registry;
  private final List<PositionKeeper> keepers;
  private final List<Desk> desks;
  private final long[] offsets = new long[PARTITIONS];

  private final List<ExerciseInstruction> instructions = new ArrayList<>();
  private List<String> refusals = List.of();
  private @Nullable Cut cut;
  private @Nullable Instant cutAsOf;

  /** A house with no positions and no cash. */
  public HouseRun() {
    this(TinyHouse.registry());
  }

  /** The same with other contracts. */
  public HouseRun(Registry registry) {
    this.registry = registry;
    keepers =
        IntStream.range(0, PARTITIONS)
            .mapToObj(_ -> new PositionKeeper(new MemoryPositionStore(1_000)))
            .toList();
    desks = IntStream.range(0, PARTITIONS).mapToObj(Desk::new).toList();
  }

  /** Both legs of a trade taken back, as the novator books a bust. */
  public void bust(int buyer, int seller, int contract, long lots, long priceTicks) {
    reversed(buyer, contract, -lots, priceTicks);
    reversed(seller, contract, lots, priceTicks);
  }

  private void reversed(int account, int contract, long lots, long priceTicks) {
    int partition = registry.partitionOfAccount(account, PARTITIONS);
    Leg leg =
        Leg.newBuilder(TinyHouse.leg(account, contract, lots, priceTicks))
            .setKind(LegKind.REVERSED)
            .build();
    keepers.get(partition).apply(offsets[partition]++, leg);
  }

  /** Both legs of a trade. */
  public void trade(int buyer, int seller, int contract, long lots, long priceTicks) {
    leg(buyer, contract, lots, priceTicks);
    leg(seller, contract, -lots, priceTicks);
  }

  private void leg(int account, int contract, long lots, long priceTicks) {
    int partition = registry.partitionOfAccount(account, PARTITIONS);
    keepers
        .get(partition)
        .apply(offsets[partition]++, TinyHouse.leg(account, contract, lots, priceTicks));
  }

  /** Cut, value, ledger and sums of an end of day, on prices by contract index. */
  public List<CycleResult> endOfDay(LocalDate date, Map<Integer, Long> prices) {
    return cycle(CycleKind.END_OF_DAY, date, TinyHouse.endOf(date), prices);
  }

  /** The same of a cycle of any kind. */
  public List<CycleResult> cycle(
      CycleKind kind, LocalDate date, Instant asOf, Map<Integer, Long> prices) {
    cut(kind, date, asOf);
    return value(prices);
  }

  /** What the holder of an option says before the next cut. */
  public void instruct(int account, int contract, ExerciseKind kind, long lots) {
    String id = "X" + instructions.size();
    instructions.add(
        new ExerciseInstruction(
            id,
            registry.account(account).id().value(),
            registry.catalogue().contract(contract).id().value(),
            lots,
            kind,
            FRIDAY,
            "ann"));
  }

  /** The first half of a cycle: what is traded after it counts for the next one. */
  public void cut(CycleKind kind, LocalDate date, Instant asOf) {
    String id = date + "/" + kind + "/" + asOf;
    List<Integer> contracts =
        Exercising.contracts(
            new CycleRequested(id, date, kind, asOf), registry, List.copyOf(instructions));
    cut = Cut.newBuilder(TinyHouse.cut(id, date, kind)).setExerciseContracts(contracts).build();
    cutAsOf = asOf;
    for (int p = 0; p < PARTITIONS; p++) {
      keepers.get(p).apply(offsets[p]++, cut);
    }
  }

  /** The second half: exercise, value, ledger and sums. */
  public List<CycleResult> value(Map<Integer, Long> prices) {
    Cut taken = Objects.requireNonNull(cut);
    PriceSet set =
        TinyHouse.priceSet(
            registry.catalogue().contracts(),
            taken.getCycleId(),
            taken.getBusinessDate(),
            Objects.requireNonNull(cutAsOf),
            prices);
    Optional<Exercises> exercises = exercises(taken, set);
    ParameterSet parameters = registry.parametersInForce();
    Value value =
        Value.newBuilder(TinyHouse.value(taken.getKind(), set))
            .setParameterSetId(parameters.id())
            .setParameterSetHash(ParameterFile.hash(parameters))
            .setExercisesHash(exercises.map(Exercises::hash).orElse(null))
            .build();
    CycleValuation valuation = new CycleValuation(value, registry, set, exercises);
    List<CycleResult> all = new ArrayList<>();
    List<CycleDone> reports = new ArrayList<>();
    for (int p = 0; p < PARTITIONS; p++) {
      List<CycleResult> results = value(valuation, value, p);
      reports.add(shardDone(value, p, results));
      results.forEach(desks.get(p)::apply);
      desks.get(p).apply(end(value, results.size()), registry.parametersInForce()).stream()
          .filter(CycleDone.class::isInstance)
          .map(CycleDone.class::cast)
          .forEach(reports::add);
      assertThat(desks.get(p).ledgerSums().values()).allMatch(Money::isZero);
      all.addAll(results);
    }
    assertThat(HouseSums.mismatches(reports)).isEmpty();
    return all;
  }

  private Optional<Exercises> exercises(Cut taken, PriceSet prices) {
    if (taken.getExerciseContracts().isEmpty() && instructions.isEmpty()) {
      return Optional.empty();
    }
    List<ExerciseHoldings> reports = new ArrayList<>();
    for (int p = 0; p < PARTITIONS; p++) {
      reports.add(
          new ExerciseHoldings(
              taken.getCycleId(),
              p,
              keepers.get(p).lotsAtCut(Set.copyOf(taken.getExerciseContracts()))));
    }
    ExercisesSealed sealed =
        Exercising.seal(taken, registry, prices, reports, List.copyOf(instructions));
    refusals = sealed.getRefused().stream().map(ExerciseRefused::getReason).toList();
    instructions.clear();
    return Optional.of(Exercises.of(sealed));
  }

  /** Why the instructions of the last cycle had no effect. */
  public List<String> refusals() {
    return refusals;
  }

  private List<CycleResult> value(CycleValuation valuation, Value value, int partition) {
    PositionKeeper keeper = keepers.get(partition);
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
    keeper.apply(offsets[partition]++, value, transfers, isEndOfDay ? valuation::roll : null);
    return results;
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

  private static CycleDone shardDone(Value value, int partition, List<CycleResult> results) {
    return new CycleDone(
        value.getCycleId(),
        CycleRole.SHARD,
        partition,
        results.size(),
        CycleSums.byContract(results),
        List.of(),
        ContentHash.of(results),
        value.getKind() == CycleKind.END_OF_DAY ? CycleSums.fees(results) : List.of());
  }

  /** Cash of an account's group so far, minor units. */
  public long cash(int account, CurrencyCode currency) {
    Account held = registry.account(account);
    return desks
        .get(registry.partitionOfAccount(account, PARTITIONS))
        .collateral(AccountGroup.of(held), currency)
        .minorUnits();
  }

  /** Fees that the house has earned so far, minor units. */
  public long feesEarned(CurrencyCode currency) {
    return desks.stream().mapToLong(desk -> desk.feesEarned(currency).minorUnits()).sum();
  }

  /** Signed lots held now. */
  public long lots(int account, int contract) {
    return keepers
        .get(registry.partitionOfAccount(account, PARTITIONS))
        .holdingsNow(account)
        .stream()
        .filter(holding -> holding.contractIndex() == contract)
        .mapToLong(Holding::lots)
        .sum();
  }

  /** Number of positions that hold something or owe a premium. */
  public long holdings() {
    return IntStream.range(0, registry.accounts().size())
        .mapToLong(
            account ->
                keepers
                    .get(registry.partitionOfAccount(account, PARTITIONS))
                    .holdingsNow(account)
                    .size())
        .sum();
  }
}
