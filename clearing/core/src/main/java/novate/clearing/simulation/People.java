package novate.clearing.simulation;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import novate.clearing.day.CycleProgress;
import novate.clearing.day.DayFold;
import novate.clearing.day.DayStep;
import novate.clearing.processor.Place;
import novate.clearing.processor.Topic;
import novate.clearing.registry.Registry;
import novate.clearing.registry.RegistryFold;
import novate.market.Contract;
import novate.market.IndexId;
import novate.market.MemberId;
import novate.market.Price;
import novate.wire.Wire;
import novate.wire.event.CallState;
import novate.wire.event.CashPaid;
import novate.wire.event.CycleKind;
import novate.wire.event.CycleRequested;
import novate.wire.event.ExerciseInstruction;
import novate.wire.event.ExerciseKind;
import novate.wire.event.FallbackKind;
import novate.wire.event.FixingDecided;
import novate.wire.event.FixingPublished;
import novate.wire.event.FixingRestatementRequested;
import novate.wire.event.FixingWithheld;
import novate.wire.event.MarginCall;
import novate.wire.event.OpenDayRequested;
import novate.wire.event.PaymentKind;
import novate.wire.event.PricesApproved;
import novate.wire.event.PricesHeld;
import novate.wire.event.QuoteWithdrawn;
import novate.wire.event.SettlementPriceRestated;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;

/**
 * Operators, risk officers and members: they look at what the house says and open days, end them,
 * approve, decide, restate and pay; hastily, twice, and not always what they should.
 */
final class People {
  private static final Place CONTROL = new Place(Topic.CONTROL, 0);
  private static final Place QUOTES = new Place(Topic.QUOTES, 0);

  private final SimulatedMarket market;
  private final MemoryLog log;
  private final Outgoing outgoing;
  private final TradeFeed trades;
  private final Exchange exchange;
  private final SplittableRandom random;
  private final FaultCounts faults;
  private final int tradesPerDay;
  private final Registry registry;
  private final DayFold day = new DayFold(Topic.LEGS.partitionCount());
  private final Map<Place, Long> read = new TreeMap<>();
  private final Map<String, MarginCall> callById = new HashMap<>();
  private final List<CashPaid> payments = new ArrayList<>();
  private final Set<String> fixed = new HashSet<>();
  private final Set<String> done = new HashSet<>();
  private int current;

  People(
      SimulatedMarket market,
      MemoryLog log,
      Outgoing outgoing,
      SplittableRandom random,
      FaultCounts faults,
      int tradesPerDay) {
    this.market = market;
    this.log = log;
    this.outgoing = outgoing;
    this.random = random;
    this.faults = faults;
    this.tradesPerDay = tradesPerDay;
    this.trades = new TradeFeed(market, outgoing, random, faults);
    this.exchange = new Exchange(market, outgoing, random, faults);
    RegistryFold fold = new RegistryFold();
    market.registry().forEach(fold::apply);
    this.registry = fold.registry();
  }

  TradeFeed trades() {
    return trades;
  }

  /** True when every date is closed. */
  boolean isDone() {
    return current >= market.dates().size();
  }

  /** How far they have come, in words. */
  String standing() {
    LocalDate date = market.dates().get(Math.min(current, market.dates().size() - 1));
    return "%s, held %s, refused %s"
        .formatted(
            date,
            day.cycles().stream()
                .filter(cycle -> cycle.closed() == null)
                .map(CycleProgress::held)
                .toList(),
            day.refusals());
  }

  /** Puts the market on the log, before any processor looks. */
  void begin() {
    for (SpecificRecordBase event : market.registry()) {
      log.append(new Place(Topic.REGISTRY, 0), new byte[0], Wire.encode(event));
    }
    log.append(new Place(Topic.PRICES, 0), new byte[0], Wire.encode(market.pricesBefore()));
    for (IndexId index : market.fixingDates().keySet()) {
      LocalDate first = market.dates().getFirst();
      exchange
          .fixingDates(index, LocalDate.EPOCH, first.minusDays(1))
          .forEach(date -> exchange.quotes(index, date, true));
    }
    for (int member = 1; member <= 3; member++) {
      pay("deposit-" + member, "M" + member, "HOUSE", "USD", 5_000_000, null);
    }
  }

  /** Looks at the log once, and does what is to be done. */
  void act() {
    look();
    if (isDone()) {
      return;
    }
    LocalDate date = market.dates().get(current);
    if (day.isClosed(date)) {
      current++;
      return;
    }
    if (day.openDate().filter(date::equals).isEmpty()) {
      open(date);
      return;
    }
    once("trades/" + date, () -> trades.day(current, tradesPerDay));
    once("quotes/" + date, () -> quotes(date));
    once("corrections/" + date, () -> corrections(date));
    once("again/" + date, this::payAgain);
    payCalls();
    cycles(date);
  }

  private void look() {
    read.putIfAbsent(CONTROL, 0L);
    read.putIfAbsent(new Place(Topic.FIXINGS, 0), 0L);
    Place.all(Topic.CALLS).forEach(place -> read.putIfAbsent(place, 0L));
    read.replaceAll(
        (place, from) -> log.read(place, from, found -> look(Wire.decode(found.value()))));
  }

  private void look(SpecificRecord event) {
    switch (event) {
      case MarginCall call -> callById.put(call.getCallId(), call);
      case FixingPublished fixing -> fixed.add(fixing.getIndexId() + fixing.getFixingDate());
      case FixingWithheld _ -> {}
      default -> day.apply(event);
    }
  }

  private void once(String what, Runnable action) {
    if (done.add(what)) {
      action.run();
    }
  }

  private void open(LocalDate date) {
    once(
        "open/" + date,
        () -> {
          control(new OpenDayRequested(date));
          if (random.nextInt(4) == 0) {
            faults.count(FaultKind.WRONG_DATE_ASKED);
            control(
                new CycleRequested(
                    date.plusDays(1) + "/EOD",
                    date.plusDays(1),
                    CycleKind.END_OF_DAY,
                    SimulatedMarket.cut(date.plusDays(1)).toInstant()));
          }
        });
  }

  private void quotes(LocalDate date) {
    for (IndexId index : market.fixingDates().keySet()) {
      for (LocalDate each : exchange.fixingDates(index, date, date)) {
        exchange.quotes(index, each, random.nextInt(6) > 0);
      }
    }
  }

  private void cycles(LocalDate date) {
    CycleRequested intraday = cycle(date, "ITD", CycleKind.INTRADAY);
    if (random.nextInt(3) == 0) {
      once("intraday?/" + date, () -> ask(intraday));
    } else {
      done.add("intraday?/" + date);
    }
    Optional<CycleProgress> running = day.find(intraday.getCycleId());
    boolean isIntradayAsked = done.contains("asked/" + intraday.getCycleId());
    if (isIntradayAsked && running.map(CycleProgress::closed).isEmpty()) {
      running.ifPresent(this::help);
      return;
    }
    CycleRequested end = cycle(date, "EOD", CycleKind.END_OF_DAY);
    once("instructions/" + date, () -> instruct(date));
    ask(end);
    day.find(end.getCycleId()).ifPresent(this::help);
  }

  private static CycleRequested cycle(LocalDate date, String name, CycleKind kind) {
    Duration before = kind == CycleKind.INTRADAY ? Duration.ofHours(4) : Duration.ZERO;
    return new CycleRequested(
        date + "/" + name, date, kind, SimulatedMarket.cut(date).toInstant().minus(before));
  }

  private void ask(CycleRequested cycle) {
    once(
        "asked/" + cycle.getCycleId(),
        () -> {
          exchange.prices(cycle, current);
          control(cycle);
          if (random.nextInt(3) == 0) {
            faults.count(FaultKind.CYCLE_ASKED_TWICE);
            control(cycle);
          }
        });
  }

  /** What holds a cycle is answered: better prices or two approvals, late quotes or a decision. */
  private void help(CycleProgress cycle) {
    PricesHeld held = cycle.held();
    if (held == null || cycle.isDone(DayStep.PRICES)) {
      return;
    }
    once("held/" + cycle.request().getCycleId() + held.getHeldHash(), () -> answer(cycle, held));
  }

  private void answer(CycleProgress cycle, PricesHeld held) {
    List<String> reasons = held.getReasons();
    LocalDate date = cycle.request().getBusinessDate();
    boolean isFixing = reasons.stream().anyMatch(reason -> reason.contains("missing: "));
    if (isFixing) {
      market.fixingDates().keySet().forEach(index -> printLate(index, date));
    }
    if (done.add("right/" + cycle.request().getCycleId()) && random.nextBoolean()) {
      exchange.rightPrices(cycle.request(), current);
    }
    faults.count(FaultKind.ONE_PERSON_TWICE);
    for (String person : List.of("ann", "ann", "bob")) {
      control(
          new PricesApproved(cycle.request().getCycleId(), held.getHeldHash(), person, "right"));
    }
    if (!reasons.stream().allMatch(People::isJudgement)) {
      exchange.rightPrices(cycle.request(), current);
    }
  }

  /** True when people may say that a price is right as it is. */
  private static boolean isJudgement(String reason) {
    return reason.contains("jump") || reason.contains("stale");
  }

  private void printLate(IndexId index, LocalDate date) {
    for (LocalDate each : exchange.fixingDates(index, market.dates().getFirst(), date)) {
      if (fixed.contains(index.value() + each)) {
        continue;
      }
      if (random.nextBoolean()) {
        exchange.lateQuote(index, each);
      } else {
        for (String person : List.of("ann", "bob")) {
          control(
              new FixingDecided(
                  index.value(), each, 0, FallbackKind.COMMITTEE_VALUE, "4.0", person, "panel"));
        }
      }
    }
  }

  /** Yesterday's mistakes: a wrong quote of a fixing that was settled on, a wrong price. */
  private void corrections(LocalDate date) {
    if (current == 0) {
      return;
    }
    LocalDate yesterday = market.dates().get(current - 1);
    for (IndexId index : market.fixingDates().keySet()) {
      if (!exchange.fixingDates(index, yesterday, yesterday).isEmpty() && random.nextBoolean()) {
        faults.count(FaultKind.FIXING_RESTATED);
        outgoing.add(
            QUOTES,
            "withdrawn",
            new QuoteWithdrawn("%s/%s/a".formatted(index, yesterday), "typo", "eve"));
        exchange.higherQuotes(index, yesterday);
        control(new FixingRestatementRequested(index.value(), yesterday, 1, "typo", "eve"));
      }
    }
    Contract living = market.contracts().get(1);
    if (random.nextInt(4) == 0 && living.expiry().isAfter(date)) {
      faults.count(FaultKind.PRICE_RESTATED);
      String price =
          living.product().decimal(new Price(market.ticks(1, current) + 17)).toPlainString();
      for (String person : List.of("ann", "bob")) {
        control(
            new SettlementPriceRestated(
                living.id().value(), yesterday, 0, price, person, "fat finger"));
      }
    }
  }

  /** Holders abandon options on their last day; most of these hold none. */
  private void instruct(LocalDate date) {
    Contract option = market.contracts().get(7);
    if (option.expiry().equals(date)) {
      faults.count(FaultKind.EXERCISE_REFUSED);
      control(
          new ExerciseInstruction(
              "abandon-" + date,
              market.accounts().get(random.nextInt(market.accounts().size())).id().value(),
              option.id().value(),
              1_000_000L,
              ExerciseKind.ABANDON,
              date,
              "ann"));
    }
  }

  /** A bank sends on one day what it has sent on an earlier one. */
  private void payAgain() {
    if (current > 0 && !payments.isEmpty()) {
      faults.count(FaultKind.PAID_TWICE);
      CashPaid payment = payments.get(random.nextInt(payments.size()));
      outgoing.add(desk(payment.getMemberId()), payment.getPaymentId(), payment);
    }
  }

  private Place desk(String member) {
    return new Place(
        Topic.DESK, registry.partitionOfMember(new MemberId(member), Topic.DESK.partitionCount()));
  }

  private void payCalls() {
    for (MarginCall call : List.copyOf(callById.values())) {
      boolean isOpen =
          call.getState() == CallState.ISSUED || call.getState() == CallState.PARTLY_MET;
      if (isOpen && call.getOutstanding() > 0) {
        once("paid/" + call.getCallId() + "/" + call.getRevision(), () -> payCall(call));
      }
    }
  }

  private void payCall(MarginCall call) {
    String id = "%s/%d".formatted(call.getCallId(), call.getRevision());
    long amount = call.getOutstanding();
    switch (random.nextInt(6)) {
      case 0 -> {
        faults.count(FaultKind.PAID_IN_PART);
        amount = Math.max(1, amount / 2);
      }
      case 1 -> {
        faults.count(FaultKind.PAID_TWICE);
        pay(id, call, call.getCurrency(), amount);
      }
      case 2 -> {
        faults.count(FaultKind.PAID_WRONG_CURRENCY);
        pay(id + "/wrong", call, call.getCurrency().equals("USD") ? "CNY" : "USD", amount);
      }
      case 3 -> {
        faults.count(FaultKind.NOT_PAID);
        return;
      }
      default -> {}
    }
    pay(id, call, call.getCurrency(), amount);
  }

  private void pay(String id, MarginCall call, String currency, long amount) {
    pay(id, call.getMemberId(), call.getAccountGroup(), currency, amount, call.getCallId());
  }

  private void pay(
      String id,
      String member,
      String group,
      String currency,
      long amount,
      @Nullable String callId) {
    LocalDate date = market.dates().get(Math.min(current, market.dates().size() - 1));
    CashPaid payment =
        new CashPaid(
            id,
            callId == null ? PaymentKind.DEPOSIT : PaymentKind.CALL_PAYMENT,
            member,
            group,
            currency,
            amount,
            date,
            callId);
    payments.add(payment);
    outgoing.add(desk(member), id, payment);
  }

  private void control(SpecificRecordBase event) {
    outgoing.add(CONTROL, event.getClass().getSimpleName(), event);
  }
}
