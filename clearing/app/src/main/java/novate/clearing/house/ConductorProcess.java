package novate.clearing.house;

import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import novate.clearing.cycle.ContentHash;
import novate.clearing.day.CycleProgress;
import novate.clearing.day.DayFold;
import novate.clearing.day.DayFold.Next;
import novate.clearing.day.DayStep;
import novate.clearing.day.Exercising;
import novate.clearing.day.FixingCodec;
import novate.clearing.day.HouseSums;
import novate.clearing.day.Methodologies;
import novate.clearing.day.OpeningLimits;
import novate.clearing.day.PriceSetBuilder;
import novate.clearing.log.Clients;
import novate.clearing.log.Topic;
import novate.clearing.registry.Registry;
import novate.index.FixingOutcome;
import novate.index.IndexEngine;
import novate.index.Methodology;
import novate.index.Quote;
import novate.margin.MarginEngine;
import novate.market.BusinessCalendar;
import novate.market.Checks;
import novate.market.Fixing;
import novate.market.Hashing;
import novate.market.IndexId;
import novate.market.PriceSet;
import novate.market.Product;
import novate.scenario.ParameterFile;
import novate.scenario.ParameterSet;
import novate.scenario.ScenarioSet;
import novate.scenario.ScenarioSets;
import novate.wire.PriceSetCodec;
import novate.wire.Wire;
import novate.wire.event.Cut;
import novate.wire.event.CycleBroken;
import novate.wire.event.CycleClosed;
import novate.wire.event.CycleDone;
import novate.wire.event.CycleRequested;
import novate.wire.event.CycleRole;
import novate.wire.event.DayOpened;
import novate.wire.event.ExercisesSealed;
import novate.wire.event.FixingPublished;
import novate.wire.event.FixingWithheld;
import novate.wire.event.PriceSubmitted;
import novate.wire.event.PricesComplete;
import novate.wire.event.PricesHeld;
import novate.wire.event.QuoteReceived;
import novate.wire.event.StepDone;
import novate.wire.event.Value;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;

/**
 * The conductor: folds control, and does the step that is due. Outputs and the checkpoint of a step
 * are one transaction, and every output follows from the log alone, so a step that was killed is
 * simply done again.
 */
final class ConductorProcess extends Processor {
  private static final String ID = "novate-conductor";
  private static final Duration TRANSACTION_LIMIT = Duration.ofSeconds(30);
  private static final long PAUSE_MILLIS = 20;

  private final Clients clients;
  private final ReferenceData reference;
  private final DayFold day = new DayFold(Topic.LEGS.partitionCount());
  private final Inbound inbound = new Inbound();
  private final Map<String, Quote> quoteById = new LinkedHashMap<>();
  private final Map<String, Fixing> fixingByDate = new TreeMap<>();
  private final Set<String> decidedFixings = new HashSet<>();
  private final Map<String, Map<String, PriceSubmitted>> submittedByCycle = new HashMap<>();
  private final Map<String, PricesComplete> completeByCycle = new HashMap<>();

  ConductorProcess(
      Clients clients, ReferenceData reference, java.util.function.Consumer<Throwable> onFailure) {
    super(ID, onFailure);
    this.clients = clients;
    this.reference = reference;
  }

  @Override
  void work() {
    try (Producer<byte[], byte[]> producer = clients.transactionalProducer(ID, TRANSACTION_LIMIT);
        Consumer<byte[], byte[]> offsets = clients.roamingConsumer(ID);
        LogTail control = new LogTail(clients, Topic.CONTROL);
        LogTail quotes = new LogTail(clients, Topic.QUOTES);
        LogTail fixings = new LogTail(clients, Topic.FIXINGS);
        LogTail prices = new LogTail(clients, Topic.PRICES);
        LogTail rejects = new LogTail(clients, Topic.REJECTS)) {
      producer.initTransactions();
      rejects.catchUp(found -> inbound.restore(Wire.decode(found.value())));
      while (!isStopping()) {
        control.catchUp(found -> day.apply(Wire.decode(found.value())));
        Optional<Next> next = day.next();
        List<Output> outputs = List.of();
        if (next.isPresent()) {
          quotes.catchUp(found -> inbound.take(found, this::takeQuote));
          fixings.catchUp(found -> takeFixing(Wire.decode(found.value())));
          prices.catchUp(found -> inbound.take(found, this::takePrice));
          refuse(producer, offsets);
          outputs = outputs(next.get(), offsets);
        }
        if (outputs.isEmpty()) {
          Pause.millis(PAUSE_MILLIS);
        } else {
          commit(producer, outputs, offsets);
        }
      }
    }
  }

  /**
   * What providers and exchanges sent and nobody can read stands in rejects, once, and the day goes
   * on.
   */
  private void refuse(Producer<byte[], byte[]> producer, Consumer<byte[], byte[]> reader) {
    List<Output> refused =
        inbound.drainRejects().stream()
            .map(reject -> new Output(Topic.REJECTS, reject.getTopic(), reject))
            .toList();
    if (!refused.isEmpty()) {
      commit(producer, refused, reader);
    }
  }

  /** A record for a one-partition topic. */
  private record Output(Topic topic, String key, SpecificRecordBase event) {}

  private static void commit(
      Producer<byte[], byte[]> producer, List<Output> outputs, Consumer<byte[], byte[]> reader) {
    producer.beginTransaction();
    Outbox outbox = new Outbox(producer);
    outputs.forEach(each -> outbox.send(each.topic, 0, each.key, each.event));
    producer.commitTransaction();
    outbox.awaitVisible(reader);
  }

  private List<Output> outputs(Next next, Consumer<byte[], byte[]> offsets) {
    return switch (next) {
      case Next.OpenDay(LocalDate date) -> openDay(date);
      case Next.Step(CycleProgress cycle, DayStep step) ->
          switch (step) {
            case CUT -> cut(cycle.request(), offsets);
            case FIXINGS -> fixings(cycle.request());
            case PRICES -> prices(cycle);
            case EXERCISE -> exercise(cycle);
            case VALUE -> value(cycle);
            case POSITIONS, LEDGER -> List.of();
            case CLOSE -> close(cycle);
          };
    };
  }

  private List<Output> openDay(LocalDate date) {
    Registry registry = reference.registry();
    List<Output> outputs = new ArrayList<>(newFixings(registry, date.minusDays(1)));
    outputs.add(
        new Output(
            Topic.REGISTRY,
            date.toString(),
            OpeningLimits.of(date, registry.catalogue(), reference.lastPriceSet())));
    DayOpened opened = new DayOpened(date, registry.records() + 1);
    outputs.add(new Output(Topic.CONTROL, date.toString(), opened));
    return outputs;
  }

  private List<Output> cut(CycleRequested request, Consumer<byte[], byte[]> offsets) {
    CrashPoints.hit("before-cut");
    List<TopicPartition> trades =
        IntStream.range(0, Topic.TRADES.partitionCount())
            .mapToObj(p -> new TopicPartition(Topic.TRADES.topicName(), p))
            .toList();
    Map<TopicPartition, Long> ends = offsets.endOffsets(trades);
    Cut cut =
        new Cut(
            request.getCycleId(),
            request.getBusinessDate(),
            request.getKind(),
            trades.stream().map(p -> Checks.found(ends.get(p), "%s has no end", p)).toList(),
            Exercising.contracts(
                request, reference.registry(), day.instructions(request.getBusinessDate())));
    return List.of(new Output(Topic.CONTROL, request.getCycleId(), cut));
  }

  private List<Output> fixings(CycleRequested request) {
    List<Output> outputs =
        new ArrayList<>(newFixings(reference.registry(), request.getBusinessDate()));
    outputs.add(done(request, DayStep.FIXINGS, ContentHash.of(events(outputs))));
    return outputs;
  }

  /**
   * Fixings of the month up to a date that have quotes and were neither published nor withheld yet.
   */
  private List<Output> newFixings(Registry registry, LocalDate upTo) {
    Map<IndexId, BusinessCalendar> calendars = new TreeMap<>();
    for (Product product : registry.products().values()) {
      calendars.put(product.index(), registry.calendar(product.calendar()));
    }
    List<Output> outputs = new ArrayList<>();
    calendars.forEach(
        (index, calendar) -> {
          for (LocalDate date : calendar.averagingDays(YearMonth.from(upTo))) {
            boolean isOpen = !decidedFixings.contains(index + "/" + date);
            List<Quote> quotes = isOpen && !date.isAfter(upTo) ? quotesOf(index, date) : List.of();
            if (!quotes.isEmpty()) {
              outputs.add(fixing(index, date, quotes));
            }
          }
        });
    return outputs;
  }

  private List<Quote> quotesOf(IndexId index, LocalDate date) {
    return quoteById.values().stream()
        .filter(quote -> quote.index().equals(index) && quote.date().equals(date))
        .toList();
  }

  private static Output fixing(IndexId index, LocalDate date, List<Quote> quotes) {
    Methodology methodology = Methodologies.of(index);
    FixingOutcome outcome = IndexEngine.fix(methodology, index, date, quotes);
    return new Output(
        Topic.FIXINGS, index.value(), FixingCodec.event(outcome, methodology, index, date));
  }

  private List<Output> prices(CycleProgress cycle) {
    CycleRequested request = cycle.request();
    PricesComplete complete = completeByCycle.get(request.getCycleId());
    if (complete == null) {
      return List.of();
    }
    Registry registry = reference.registry();
    PriceSetBuilder.Outcome outcome =
        PriceSetBuilder.build(
            request,
            registry,
            registry.parametersInForce(),
            reference.lastPriceSet(),
            submittedByCycle.getOrDefault(request.getCycleId(), Map.of()).values(),
            complete,
            fixingByDate.values(),
            cycle.acceptedHash());
    return switch (outcome) {
      case PriceSetBuilder.Outcome.Sealed(PriceSet sealed) ->
          List.of(
              new Output(Topic.PRICES, sealed.id(), PriceSetCodec.event(sealed)),
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
    return List.of(
        new Output(Topic.CONTROL, cycleId, new PricesHeld(cycleId, held.hash(), held.reasons())));
  }

  /** Waits for every partition's holdings at the cut, where the cut asks for them. */
  private List<Output> exercise(CycleProgress cycle) {
    CycleRequested request = cycle.request();
    Cut cut = Checks.found(cycle.cut(), "%s has no cut", request.getCycleId());
    boolean isReported =
        cut.getExerciseContracts().isEmpty()
            || cycle.exerciseHoldings().size() == Topic.LEGS.partitionCount();
    if (!isReported) {
      return List.of();
    }
    CrashPoints.hit("before-exercise");
    ExercisesSealed sealed =
        Exercising.seal(
            cut,
            reference.registry(),
            pricesOf(request),
            cycle.exerciseHoldings().values(),
            cycle.instructions());
    return List.of(
        new Output(Topic.PRICES, request.getCycleId(), sealed),
        done(request, DayStep.EXERCISE, sealed.getHash()));
  }

  private PriceSet pricesOf(CycleRequested request) {
    PriceSet prices =
        reference
            .lastPriceSet()
            .orElseThrow(() -> new IllegalStateException("no price set is sealed"));
    Checks.require(
        prices.id().equals(request.getCycleId()),
        "the last price set is %s, expected that of %s",
        prices.id(),
        request.getCycleId());
    return prices;
  }

  private List<Output> value(CycleProgress cycle) {
    CrashPoints.hit("before-value");
    CycleRequested request = cycle.request();
    Registry registry = reference.registry();
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
    return List.of(new Output(Topic.CONTROL, request.getCycleId(), value));
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
    return List.of(new Output(Topic.CONTROL, request.getCycleId(), end));
  }

  private static Output done(CycleRequested request, DayStep step, String hash) {
    return new Output(
        Topic.CONTROL, request.getCycleId(), new StepDone(request.getCycleId(), step.name(), hash));
  }

  private static List<SpecificRecordBase> events(List<Output> outputs) {
    return outputs.stream().map(Output::event).toList();
  }

  private void takeQuote(SpecificRecord event) {
    if (event instanceof QuoteReceived received) {
      quoteById.putIfAbsent(received.getQuoteId(), FixingCodec.quote(received));
    }
  }

  private void takeFixing(SpecificRecord event) {
    if (event instanceof FixingPublished published) {
      Fixing fixing = FixingCodec.fixing(published);
      fixingByDate.put(fixing.index() + "/" + fixing.date(), fixing);
      decidedFixings.add(fixing.index() + "/" + fixing.date());
    } else if (event instanceof FixingWithheld withheld) {
      decidedFixings.add(withheld.getIndexId() + "/" + withheld.getFixingDate());
    }
  }

  private void takePrice(SpecificRecord event) {
    if (event instanceof PriceSubmitted price) {
      submittedByCycle
          .computeIfAbsent(price.getCycleId(), _ -> new LinkedHashMap<>())
          .put(price.getContractId(), price);
    } else if (event instanceof PricesComplete complete) {
      completeByCycle.put(complete.getCycleId(), complete);
    }
  }
}
