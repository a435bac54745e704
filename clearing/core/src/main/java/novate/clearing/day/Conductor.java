package novate.clearing.day;

import static novate.market.Checks.found;
import static novate.market.Checks.require;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import novate.clearing.cycle.ContentHash;
import novate.clearing.day.DayFold.Next;
import novate.clearing.registry.Registry;
import novate.index.FixingPolicy;
import novate.margin.MarginEngine;
import novate.market.Hashing;
import novate.market.PriceSet;
import novate.scenario.ParameterFile;
import novate.scenario.ParameterSet;
import novate.scenario.ScenarioSet;
import novate.scenario.ScenarioSets;
import novate.wire.PriceSetCodec;
import novate.wire.event.Cut;
import novate.wire.event.CycleBroken;
import novate.wire.event.CycleClosed;
import novate.wire.event.CycleDone;
import novate.wire.event.CycleRequested;
import novate.wire.event.CycleRole;
import novate.wire.event.DayOpened;
import novate.wire.event.ExercisesSealed;
import novate.wire.event.PricesComplete;
import novate.wire.event.PricesHeld;
import novate.wire.event.SettlementCorrected;
import novate.wire.event.StepDone;
import novate.wire.event.Value;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;

/**
 * What the conductor decides: the fold of control, quotes, fixings and prices, and what is to be
 * written next. What it hands out goes to the log as one transaction, and only what stands on the
 * log counts, so whoever was killed before the commit decides again.
 */
public final class Conductor {
  /** Where an output goes. */
  public enum Stream {
    CONTROL,
    REGISTRY,
    FIXINGS,
    PRICES,
    DESK
  }

  /** A record to write. */
  public record Output(Stream stream, int partition, String key, SpecificRecordBase event) {
    private static Output control(String key, SpecificRecordBase event) {
      return new Output(Stream.CONTROL, 0, key, event);
    }
  }

  /** What the conductor needs of others. */
  public interface Facts {
    /** The registry as far as it has been written. */
    Registry registry();

    /** The sealed price set with the latest cut; empty when there is none. */
    Optional<PriceSet> lastPriceSet();

    /** A sealed price set by id and hash; it is there, because a valuation has named it. */
    PriceSet priceSet(String id, String hash);

    /** Where each partition of trades ends now. */
    List<Long> tradesOffsets();
  }

  private final int partitionCount;
  private final DayFold day;
  private final Fixings fixings = new Fixings(FixingPolicy.HOUSE);
  private final ExchangePrices exchangePrices = new ExchangePrices();
  private final Facts facts;
  private long scheduledRecords;
  private @Nullable IndexSchedule schedule;

  /** A conductor of so many partitions of legs, at the start of the log. */
  public Conductor(int partitionCount, Facts facts) {
    this.partitionCount = partitionCount;
    this.day = new DayFold(partitionCount);
    this.facts = facts;
  }

  /** Takes in one record of the control topic. */
  public void applyControl(SpecificRecord event) {
    day.apply(event);
  }

  /**
   * Takes in one record of the quotes topic.
   *
   * @throws IllegalArgumentException when a quote is not what it should be; nothing changes
   */
  public void applyQuote(SpecificRecord event) {
    fixings.applyQuote(event);
  }

  /** Takes in one record of the fixings topic. */
  public void applyFixing(SpecificRecord event) {
    fixings.applyFixing(event);
  }

  /** Takes in one record of the prices topic. */
  public void applyPrice(SpecificRecord event) {
    exchangePrices.apply(event);
  }

  /** The day as it stands. */
  public DayFold day() {
    return day;
  }

  /** The fixings as they stand. */
  public Fixings fixings() {
    return fixings;
  }

  /** True when something is to be decided; what it is may need the other topics first. */
  public boolean isDue() {
    return day.requests().next().isPresent() || day.next().isPresent();
  }

  /**
   * What to write now, all or none; nothing while something is waited for. A request is answered
   * before the next step is taken.
   */
  public List<Output> outputs() {
    Optional<Request> request = day.requests().next();
    return request.isPresent()
        ? answer(request.get())
        : day.next().map(this::outputs).orElse(List.of());
  }

  private List<Output> outputs(Next next) {
    return switch (next) {
      case Next.OpenDay(LocalDate date) -> openDay(date);
      case Next.Step(CycleProgress cycle, DayStep step) ->
          switch (step) {
            case CUT -> cut(cycle.request());
            case FIXINGS -> fixings(cycle.request());
            case PRICES -> prices(cycle);
            case EXERCISE -> exercise(cycle);
            case RESTATE -> restate(cycle.request());
            case VALUE -> value(cycle);
            case POSITIONS, LEDGER -> List.of();
            case CLOSE -> close(cycle);
          };
    };
  }

  private List<Output> answer(Request request) {
    Registry registry = facts.registry();
    List<LocalDate> opened = day.openedDates();
    LocalDate today = opened.isEmpty() ? LocalDate.MIN : opened.getLast();
    Answers.Answer answer =
        new Answers(today, registry, schedule(), fixings, day.requests(), settled()).of(request);
    List<Output> outputs = new ArrayList<>();
    if (answer.fixing() != null) {
      outputs.add(new Output(Stream.FIXINGS, 0, answer.fixing().getIndexId(), answer.fixing()));
    }
    outputs.add(Output.control(request.subject(), answer.answered()));
    return outputs;
  }

  private List<Output> openDay(LocalDate date) {
    Registry registry = facts.registry();
    List<Output> outputs = new ArrayList<>(prints(date.minusDays(1)));
    outputs.add(
        new Output(
            Stream.REGISTRY,
            0,
            date.toString(),
            OpeningLimits.of(date, registry.catalogue(), facts.lastPriceSet())));
    outputs.add(Output.control(date.toString(), new DayOpened(date, registry.records() + 1)));
    return outputs;
  }

  private List<Output> cut(CycleRequested request) {
    Cut cut =
        new Cut(
            request.getCycleId(),
            request.getBusinessDate(),
            request.getKind(),
            facts.tradesOffsets(),
            Exercising.contracts(
                request, facts.registry(), day.instructions(request.getBusinessDate())));
    return List.of(Output.control(request.getCycleId(), cut));
  }

  private List<Output> fixings(CycleRequested request) {
    List<Output> outputs = new ArrayList<>(prints(request.getBusinessDate()));
    outputs.add(done(request, DayStep.FIXINGS, outputs));
    return outputs;
  }

  private List<Output> prints(LocalDate upTo) {
    List<LocalDate> opened = day.openedDates();
    LocalDate first = opened.isEmpty() ? upTo.plusDays(1) : opened.getFirst();
    return fixings.prints(schedule(), upTo, first, day.lastEndOfDay().orElse(null)).stream()
        .map(event -> new Output(Stream.FIXINGS, 0, event.get("index_id").toString(), event))
        .toList();
  }

  private List<Output> prices(CycleProgress cycle) {
    CycleRequested request = cycle.request();
    // Quotes may have come since the fixings were printed; prices are judged on what they print.
    List<Output> late = prints(request.getBusinessDate());
    if (!late.isEmpty()) {
      return late;
    }
    return exchangePrices
        .complete(request.getCycleId())
        .map(complete -> prices(cycle, complete))
        .orElse(List.of());
  }

  private List<Output> prices(CycleProgress cycle, PricesComplete complete) {
    CycleRequested request = cycle.request();
    Registry registry = facts.registry();
    PriceSetBuilder.Outcome outcome =
        PriceSetBuilder.build(
            request,
            registry,
            registry.parametersInForce(),
            facts.lastPriceSet(),
            exchangePrices.submitted(request.getCycleId()),
            complete,
            fixings.values(),
            cycle.acceptedHash());
    return switch (outcome) {
      case PriceSetBuilder.Outcome.Sealed(PriceSet sealed) ->
          List.of(
              new Output(Stream.PRICES, 0, sealed.id(), PriceSetCodec.event(sealed)),
              done(request, DayStep.PRICES, PriceSetCodec.hash(sealed)));
      case PriceSetBuilder.Outcome.Held held -> held(cycle, held);
    };
  }

  private static List<Output> held(CycleProgress cycle, PriceSetBuilder.Outcome.Held held) {
    PricesHeld known = cycle.held();
    if (known != null && known.getHeldHash().equals(held.hash())) {
      return List.of();
    }
    String cycleId = cycle.request().getCycleId();
    return List.of(Output.control(cycleId, new PricesHeld(cycleId, held.hash(), held.reasons())));
  }

  private List<Output> restate(CycleRequested request) {
    Registry registry = facts.registry();
    List<Output> outputs = new ArrayList<>();
    for (SettlementCorrected correction :
        new Corrections(request, registry, fixings, day.requests(), settled(), day::nextEndOfDay)
            .due()) {
      outputs.add(Output.control(request.getCycleId(), correction));
      for (int p = 0; p < partitionCount; p++) {
        outputs.add(
            new Output(
                Stream.DESK,
                p,
                correction.getCorrectionId(),
                ofPartition(correction, registry, p)));
      }
    }
    outputs.add(done(request, DayStep.RESTATE, outputs));
    return outputs;
  }

  private SettlementCorrected ofPartition(
      SettlementCorrected correction, Registry registry, int partition) {
    // Field by field: copying by Avro's builder works only after somebody has loaded the schemas.
    return new SettlementCorrected(
        correction.getCorrectionId(),
        correction.getCycleId(),
        correction.getBusinessDate(),
        correction.getKind(),
        correction.getContractIndex(),
        correction.getContractId(),
        correction.getCurrency(),
        correction.getTickMinorUnits(),
        correction.getIsMarkedToMarket(),
        correction.getSettledOn(),
        correction.getCarriedInto(),
        correction.getOldTicks(),
        correction.getNewTicks(),
        correction.getLines().stream()
            .filter(
                line ->
                    registry.partitionOfAccount(line.getAccountIndex(), partitionCount)
                        == partition)
            .toList(),
        correction.getReason(),
        correction.getApprovers());
  }

  /** Waits for every partition's holdings at the cut, where the cut asks for them. */
  private List<Output> exercise(CycleProgress cycle) {
    CycleRequested request = cycle.request();
    Cut cut = found(cycle.cut(), "%s has no cut", request.getCycleId());
    boolean isReported =
        cut.getExerciseContracts().isEmpty() || cycle.exerciseHoldings().size() == partitionCount;
    if (!isReported) {
      return List.of();
    }
    ExercisesSealed sealed =
        Exercising.seal(
            cut,
            facts.registry(),
            pricesOf(request),
            cycle.exerciseHoldings().values(),
            cycle.instructions());
    return List.of(
        new Output(Stream.PRICES, 0, request.getCycleId(), sealed),
        done(request, DayStep.EXERCISE, sealed.getHash()));
  }

  private PriceSet pricesOf(CycleRequested request) {
    PriceSet prices =
        facts.lastPriceSet().orElseThrow(() -> new IllegalStateException("no price set is sealed"));
    require(
        prices.id().equals(request.getCycleId()),
        "the last price set is %s, expected that of %s",
        prices.id(),
        request.getCycleId());
    return prices;
  }

  private List<Output> value(CycleProgress cycle) {
    CycleRequested request = cycle.request();
    Registry registry = facts.registry();
    PriceSet prices = pricesOf(request);
    ParameterSet parameters = registry.parametersInForce();
    ScenarioSet scenarios = registry.scenariosInForce();
    Value value =
        Value.newBuilder()
            .setCycleId(request.getCycleId())
            .setBusinessDate(request.getBusinessDate())
            .setKind(request.getKind())
            .setPriceSetId(prices.id())
            .setPriceSetHash(PriceSetCodec.hash(prices))
            .setParameterSetId(parameters.id())
            .setParameterSetHash(ParameterFile.hash(parameters))
            .setScenarioSetId(scenarios.id())
            .setScenarioSetHash(ScenarioSets.hash(scenarios))
            .setEngineVersion(MarginEngine.VERSION)
            .setExercisesHash(cycle.exercisesHash())
            .build();
    return List.of(Output.control(request.getCycleId(), value));
  }

  private static List<Output> close(CycleProgress cycle) {
    CycleRequested request = cycle.request();
    List<CycleDone> reports = new ArrayList<>(cycle.done(CycleRole.SHARD).values());
    reports.addAll(cycle.done(CycleRole.DESK).values());
    List<String> mismatches = HouseSums.mismatches(reports);
    SpecificRecordBase end =
        mismatches.isEmpty()
            ? new CycleClosed(
                request.getCycleId(),
                request.getBusinessDate(),
                request.getKind(),
                Hashing.sha256(
                    String.join("\n", reports.stream().map(CycleDone::getHash).toList())))
            : new CycleBroken(request.getCycleId(), String.join("; ", mismatches));
    return List.of(Output.control(request.getCycleId(), end));
  }

  private static Output done(CycleRequested request, DayStep step, List<Output> outputs) {
    return done(request, step, ContentHash.of(outputs.stream().map(Output::event).toList()));
  }

  private static Output done(CycleRequested request, DayStep step, String hash) {
    return Output.control(
        request.getCycleId(), new StepDone(request.getCycleId(), step.name(), hash));
  }

  private SettledPrices settled() {
    return new SettledPrices(
        day.requests(),
        date ->
            day.endOfDay(date)
                .map(CycleProgress::value)
                .map(value -> facts.priceSet(value.getPriceSetId(), value.getPriceSetHash())));
  }

  private IndexSchedule schedule() {
    Registry registry = facts.registry();
    IndexSchedule known = schedule;
    if (known == null || registry.records() != scheduledRecords) {
      known = IndexSchedule.of(registry);
      schedule = known;
      scheduledRecords = registry.records();
    }
    return known;
  }
}
