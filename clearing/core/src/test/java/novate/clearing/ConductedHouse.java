package novate.clearing;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import novate.clearing.cycle.ContentHash;
import novate.clearing.cycle.CycleSums;
import novate.clearing.cycle.CycleValuation;
import novate.clearing.cycle.Exercises;
import novate.clearing.day.Conductor;
import novate.clearing.day.DayFold;
import novate.clearing.day.DayStep;
import novate.clearing.desk.Desk;
import novate.clearing.position.Holding;
import novate.clearing.position.MemoryPositionStore;
import novate.clearing.position.PositionKeeper;
import novate.clearing.position.Transfer;
import novate.clearing.registry.Registry;
import novate.clearing.registry.RegistryFold;
import novate.market.Account;
import novate.market.AccountGroup;
import novate.market.CurrencyCode;
import novate.market.Money;
import novate.market.PriceSet;
import novate.wire.PriceSetCodec;
import novate.wire.Wire;
import novate.wire.event.Cut;
import novate.wire.event.CycleDone;
import novate.wire.event.CycleEnd;
import novate.wire.event.CycleKind;
import novate.wire.event.CycleRequested;
import novate.wire.event.CycleResult;
import novate.wire.event.CycleRole;
import novate.wire.event.ExerciseHoldings;
import novate.wire.event.ExercisesSealed;
import novate.wire.event.FixingPublished;
import novate.wire.event.LedgerEntryPosted;
import novate.wire.event.OpenDayRequested;
import novate.wire.event.PriceSetSealed;
import novate.wire.event.SettlementCorrected;
import novate.wire.event.Value;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * A house of two partitions run by its conductor over topics in memory: what the shell does with a
 * log, without one. After every closed cycle the house adds up, or the cycle is broken, which fails
 * the test.
 *
 * <p>One transaction of the conductor may be lost with everything that folds: conductor and desks
 * then start again from the topics.
 */
public final class ConductedHouse implements Conductor.Facts {
  private static final int PARTITIONS = 2;
  private static final int STEPS_MAX = 10_000;

  private final int lostTransaction;
  private final RegistryFold registry = new RegistryFold();
  private final List<SpecificRecord> control = new ArrayList<>();
  private final List<SpecificRecord> quotes = new ArrayList<>();
  private final List<SpecificRecord> fixings = new ArrayList<>();
  private final List<SpecificRecord> prices = new ArrayList<>();
  private final List<List<SpecificRecord>> desk = List.of(new ArrayList<>(), new ArrayList<>());
  private final List<LedgerEntryPosted> ledger = new ArrayList<>();
  private final List<SpecificRecord> written = new ArrayList<>();
  private final List<PositionKeeper> keepers;
  private final long[] legOffsets = new long[PARTITIONS];
  private final int[] deskOffsets = new int[PARTITIONS];
  private final int[] read = new int[4];
  private final Map<String, PriceSet> priceSetByHash = new HashMap<>();
  private int relayed;
  private int transactions;
  private Conductor conductor = new Conductor(PARTITIONS, this);
  private List<Desk> desks = newDesks();

  /** A house that loses nothing. */
  public ConductedHouse() {
    this(-1);
  }

  /**
   * A house that is killed before it commits a transaction.
   *
   * @param lostTransaction its number, from 0
   */
  public ConductedHouse(int lostTransaction) {
    this.lostTransaction = lostTransaction;
    TinyHouse.registryEvents().forEach(registry::apply);
    keepers =
        IntStream.range(0, PARTITIONS)
            .mapToObj(_ -> new PositionKeeper(new MemoryPositionStore(1_000)))
            .toList();
    LocalDate before = LocalDate.of(2026, 10, 20);
    prices.add(
        PriceSetCodec.event(
            TinyHouse.priceSet("before", before, TinyHouse.endOf(before), TinyHouse.prices())));
  }

  private static List<Desk> newDesks() {
    return IntStream.range(0, PARTITIONS).mapToObj(Desk::new).toList();
  }

  // What comes from outside.

  /** Opens a date and waits for it. */
  public ConductedHouse open(LocalDate date) {
    tell(new OpenDayRequested(date));
    assertThat(day().openDate()).contains(date);
    return this;
  }

  /** Both legs of a trade. */
  public void trade(int buyer, int seller, int contract, long lots, long priceTicks) {
    leg(buyer, contract, lots, priceTicks);
    leg(seller, contract, -lots, priceTicks);
  }

  private void leg(int account, int contract, long lots, long priceTicks) {
    int partition = registry().partitionOfAccount(account, PARTITIONS);
    keepers
        .get(partition)
        .apply(legOffsets[partition]++, TinyHouse.leg(account, contract, lots, priceTicks));
  }

  /** Quotes of one date, one contributor each, told apart by a letter. */
  public void quotes(String index, LocalDate date, String contributors, String... values) {
    for (int i = 0; i < values.length; i++) {
      quotes.add(TinyHouse.quote(index, date, contributors.charAt(i), values[i]));
    }
    run();
  }

  /** Five contributors around a value, which is then the fixing. */
  public void fiveQuotes(String index, LocalDate date, String value) {
    BigDecimal middle = new BigDecimal(value);
    quotes(
        index,
        date,
        "abcde",
        IntStream.rangeClosed(-2, 2)
            .mapToObj(i -> middle.add(BigDecimal.valueOf(i, 3)).toPlainString())
            .toArray(String[]::new));
  }

  /** A record for quotes. */
  public void quote(SpecificRecord event) {
    quotes.add(event);
    run();
  }

  /** A record for control; everything that follows from it is done when this returns. */
  public void tell(SpecificRecord event) {
    control.add(wired(event));
    run();
  }

  /** The end of a date on prices by contract index; returns whether it is closed. */
  public boolean endOfDay(LocalDate date, Map<Integer, Long> ticksByContract) {
    String cycleId = date + "/EOD";
    ticksByContract.forEach(
        (index, ticks) -> prices.add(TinyHouse.submitted(cycleId, date, index, ticks)));
    prices.add(TinyHouse.complete(cycleId, ticksByContract.size()));
    tell(new CycleRequested(cycleId, date, CycleKind.END_OF_DAY, TinyHouse.endOf(date)));
    return isClosed(date);
  }

  /** The end of a date on the usual prices of the contracts that are still there. */
  public boolean endOfDay(LocalDate date) {
    return endOfDay(date, prices(date));
  }

  /** The usual prices of the contracts that have not expired before a date. */
  public static SortedMap<Integer, Long> prices(LocalDate date) {
    SortedMap<Integer, Long> ticks = TinyHouse.prices();
    ticks.keySet().removeIf(index -> TinyHouse.contracts().get(index).expiry().isBefore(date));
    return ticks;
  }

  // What the shell does.

  private void run() {
    for (int step = 0; step < STEPS_MAX; step++) {
      relay();
      catchUp();
      List<Conductor.Output> outputs = conductor.isDue() ? conductor.outputs() : List.of();
      if (outputs.isEmpty() && relayed == control.size()) {
        return;
      }
      if (!outputs.isEmpty() && transactions++ == lostTransaction) {
        restart();
      } else {
        outputs.forEach(this::write);
      }
    }
    throw new AssertionError("the conductor never comes to rest");
  }

  private void catchUp() {
    while (read[1] < quotes.size()) {
      conductor.applyQuote(quotes.get(read[1]++));
    }
    while (read[0] < control.size()) {
      conductor.applyControl(control.get(read[0]++));
    }
    while (read[2] < fixings.size()) {
      conductor.applyFixing(fixings.get(read[2]++));
    }
    while (read[3] < prices.size()) {
      conductor.applyPrice(prices.get(read[3]++));
    }
  }

  /** Conductor and desks fold the topics again; what they say to old records was said before. */
  private void restart() {
    conductor = new Conductor(PARTITIONS, this);
    Arrays.fill(read, 0);
    desks = newDesks();
    for (int p = 0; p < PARTITIONS; p++) {
      for (SpecificRecord event : desk.get(p).subList(0, deskOffsets[p])) {
        fold(p, event);
      }
    }
  }

  private void write(Conductor.Output output) {
    SpecificRecord event = wired(output.event());
    written.add(event);
    switch (output.stream()) {
      case CONTROL -> control.add(event);
      case REGISTRY -> registry.apply(event);
      case FIXINGS -> fixings.add(event);
      case PRICES -> prices.add(event);
      case DESK -> desk.get(output.partition()).add(event);
    }
  }

  /** As it comes back from the log. */
  private static SpecificRecord wired(SpecificRecord event) {
    return Wire.decode(Wire.encode((SpecificRecordBase) event));
  }

  private void relay() {
    while (relayed < control.size()) {
      SpecificRecord event = control.get(relayed++);
      for (int p = 0; p < PARTITIONS; p++) {
        if (event instanceof Cut cut) {
          cut(p, cut);
        } else if (event instanceof Value value) {
          value(p, value);
        }
      }
    }
  }

  private void cut(int partition, Cut cut) {
    PositionKeeper keeper = keepers.get(partition);
    keeper.apply(legOffsets[partition]++, cut);
    if (!cut.getExerciseContracts().isEmpty()) {
      control.add(
          new ExerciseHoldings(
              cut.getCycleId(),
              partition,
              keeper.lotsAtCut(Set.copyOf(cut.getExerciseContracts()))));
    }
  }

  private void value(int partition, Value value) {
    PriceSet set = priceSet(value.getPriceSetId(), value.getPriceSetHash());
    CycleValuation valuation = new CycleValuation(value, registry(), set, exercises(value));
    PositionKeeper keeper = keepers.get(partition);
    List<CycleResult> results = new ArrayList<>();
    List<Transfer> transfers = new ArrayList<>();
    for (int account : keeper.accountsAtCut()) {
      List<Holding> holdings = valuation.relevant(keeper.holdingsAtCut(account));
      if (!holdings.isEmpty()) {
        results.add(valuation.result(account, holdings));
        transfers.addAll(valuation.transfers(account, holdings));
      }
    }
    boolean isEndOfDay = value.getKind() == CycleKind.END_OF_DAY;
    keeper.apply(legOffsets[partition]++, value, transfers, isEndOfDay ? valuation::roll : null);
    desk.get(partition).addAll(results);
    desk.get(partition)
        .add(
            new CycleEnd(
                value.getCycleId(),
                value.getBusinessDate(),
                value.getKind(),
                value.getParameterSetId(),
                value.getParameterSetHash(),
                results.size()));
    control.add(
        new CycleDone(
            value.getCycleId(),
            CycleRole.SHARD,
            partition,
            results.size(),
            CycleSums.byContract(results),
            List.of(),
            ContentHash.of(results),
            isEndOfDay ? CycleSums.fees(results) : List.of()));
    while (deskOffsets[partition] < desk.get(partition).size()) {
      for (SpecificRecord output :
          fold(partition, desk.get(partition).get(deskOffsets[partition]++))) {
        switch (output) {
          case LedgerEntryPosted entry -> ledger.add(entry);
          case CycleDone done -> control.add(done);
          default -> {}
        }
      }
    }
    assertThat(desks.get(partition).ledgerSums().values()).allMatch(Money::isZero);
  }

  private Optional<Exercises> exercises(Value value) {
    return prices.stream()
        .filter(ExercisesSealed.class::isInstance)
        .map(ExercisesSealed.class::cast)
        .filter(each -> each.getHash().equals(value.getExercisesHash()))
        .filter(each -> each.getCycleId().equals(value.getCycleId()))
        .findFirst()
        .map(Exercises::of);
  }

  private List<SpecificRecord> fold(int partition, SpecificRecord event) {
    return switch (event) {
      case CycleResult result -> {
        desks.get(partition).apply(result);
        yield List.of();
      }
      case SettlementCorrected correction -> {
        desks.get(partition).apply(correction);
        yield List.of();
      }
      case CycleEnd end -> desks.get(partition).apply(end, TinyHouse.parameters());
      default -> throw new AssertionError("desk holds " + event);
    };
  }

  @Override
  public Registry registry() {
    return registry.registry();
  }

  @Override
  public Optional<PriceSet> lastPriceSet() {
    return sealed(_ -> true).max(Comparator.comparing(PriceSet::asOf));
  }

  @Override
  public PriceSet priceSet(String id, String hash) {
    return sealed(set -> set.getPriceSetId().equals(id) && set.getHash().equals(hash))
        .findFirst()
        .orElseThrow();
  }

  private Stream<PriceSet> sealed(Predicate<PriceSetSealed> wanted) {
    return prices.stream()
        .filter(PriceSetSealed.class::isInstance)
        .map(PriceSetSealed.class::cast)
        .filter(wanted)
        .map(
            set -> priceSetByHash.computeIfAbsent(set.getHash(), _ -> PriceSetCodec.priceSet(set)));
  }

  @Override
  public List<Long> tradesOffsets() {
    return List.of();
  }

  // What became of it.

  /** The day as the conductor sees it. */
  public DayFold day() {
    return conductor.day();
  }

  /** True when a date's end of day is closed; a broken one fails. */
  public boolean isClosed(LocalDate date) {
    var cycle = day().endOfDay(date).orElseThrow();
    assertThat(cycle.broken()).isNull();
    return cycle.isDone(DayStep.CLOSE);
  }

  /** Why a date's prices are held. */
  public List<String> heldBecause(LocalDate date) {
    var held = day().endOfDay(date).orElseThrow().held();
    return held == null ? List.of() : held.getReasons();
  }

  /** Cash of an account's group so far, minor units. */
  public long cash(int account, CurrencyCode currency) {
    Account held = registry().account(account);
    return desks
        .get(registry().partitionOfAccount(account, PARTITIONS))
        .collateral(AccountGroup.of(held), currency)
        .minorUnits();
  }

  /** The fixing in force, the highest revision. */
  public FixingPublished fixing(String index, LocalDate date) {
    return find(index, date).orElseThrow();
  }

  /** True when a date has a value. */
  public boolean hasFixing(String index, LocalDate date) {
    return find(index, date).isPresent();
  }

  private Optional<FixingPublished> find(String index, LocalDate date) {
    return fixings.stream()
        .filter(FixingPublished.class::isInstance)
        .map(FixingPublished.class::cast)
        .filter(each -> each.getIndexId().equals(index) && each.getFixingDate().equals(date))
        .max(Comparator.comparing(FixingPublished::getRevision));
  }

  /** Every record of the fixings topic. */
  public List<SpecificRecord> fixings() {
    return List.copyOf(fixings);
  }

  /** All corrections. */
  public List<SettlementCorrected> corrections() {
    return day().requests().corrections();
  }

  /** Every ledger entry, in the order posted in each partition. */
  public List<LedgerEntryPosted> ledger() {
    return List.copyOf(ledger);
  }

  /** What every account was worth in every cycle. */
  public List<CycleResult> results() {
    return desk.stream()
        .flatMap(List::stream)
        .filter(CycleResult.class::isInstance)
        .map(CycleResult.class::cast)
        .toList();
  }

  /** Number of the conductor's transactions so far. */
  public int transactions() {
    return transactions;
  }

  /** Everything the conductor and the desks have written, as it stands. */
  public List<SpecificRecord> everything() {
    List<SpecificRecord> all = new ArrayList<>(written);
    all.addAll(ledger);
    return all;
  }

  /** Ids that the ledger has, by how often. */
  public SortedMap<String, Integer> entryCounts() {
    SortedMap<String, Integer> counts = new TreeMap<>();
    ledger.forEach(entry -> counts.merge(entry.getEntryId(), 1, Integer::sum));
    return counts;
  }
}
