package novate.margin;

import static novate.market.Checks.found;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import novate.market.AccountClass;
import novate.market.CombinedCommodityId;
import novate.market.Contract;
import novate.market.ContractId;
import novate.market.CurrencyCode;
import novate.market.Future;
import novate.market.OptionOnFuture;
import novate.market.OptionRight;
import novate.scenario.CalendarLeg;
import novate.scenario.CalendarSpread;
import novate.scenario.InterCommoditySpread;
import novate.scenario.NetOptionValueMethod;
import novate.scenario.Period;
import novate.scenario.ScanBasedCredit;
import novate.scenario.ShortOptionMinimum;
import novate.scenario.SpotMonth;
import novate.scenario.SpreadParameters;
import novate.scenario.SpreadSide;

/**
 * The judge: methodology, section 3, sentence by sentence, slow and obvious, in decimals and maps.
 * Shares no arithmetic with the engine.
 */
final class ObviousMargin {
  /** What one commodity comes to; every amount in minor units. */
  static final class Book {
    final String commodity;
    final SpreadParameters spreads;
    final CurrencyCode currency;
    final BigDecimal[] losses = new BigDecimal[16];
    final TreeMap<String, BigDecimal> opening = new TreeMap<>();
    final TreeMap<String, BigDecimal> remaining = new TreeMap<>();
    final TreeMap<String, BigDecimal> consumed = new TreeMap<>();
    final TreeSet<String> heldPeriods = new TreeSet<>();
    boolean isJoined;
    int active;
    BigDecimal scanRisk = BigDecimal.ZERO;
    BigDecimal timeRisk = BigDecimal.ZERO;
    BigDecimal volRisk = BigDecimal.ZERO;
    BigDecimal futuresPriceRisk = BigDecimal.ZERO;
    BigDecimal netDelta = BigDecimal.ZERO;
    BigDecimal weightedPriceRisk = BigDecimal.ZERO;
    BigDecimal calendar = BigDecimal.ZERO;
    BigDecimal spot = BigDecimal.ZERO;
    BigDecimal credit = BigDecimal.ZERO;
    BigDecimal shortCalls = BigDecimal.ZERO;
    BigDecimal shortPuts = BigDecimal.ZERO;
    BigDecimal minimum = BigDecimal.ZERO;
    BigDecimal netOptionValue = BigDecimal.ZERO;
    BigDecimal risk = BigDecimal.ZERO;
    BigDecimal charge = BigDecimal.ZERO;

    Book(String commodity, SpreadParameters spreads, CurrencyCode currency) {
      this.commodity = commodity;
      this.spreads = spreads;
      this.currency = currency;
      java.util.Arrays.fill(losses, BigDecimal.ZERO);
    }

    BigDecimal net(Set<String> periods) {
      return sum(periods.stream().map(p -> remaining.getOrDefault(p, BigDecimal.ZERO)).toList());
    }

    /** Long (or short) remaining delta, without sign. */
    BigDecimal oneSide(Set<String> periods, int sign) {
      return sum(
          periods.stream()
              .map(p -> remaining.getOrDefault(p, BigDecimal.ZERO))
              .map(d -> d.multiply(BigDecimal.valueOf(sign)).max(BigDecimal.ZERO))
              .toList());
    }

    void consume(Set<String> periods, int sign, BigDecimal amount) {
      BigDecimal left = amount;
      for (String p : new TreeSet<>(periods)) {
        BigDecimal part = left.min(oneSide(Set.of(p), sign));
        if (part.signum() > 0) {
          remaining.merge(p, part.multiply(BigDecimal.valueOf(-sign)), BigDecimal::add);
          consumed.merge(p, part, BigDecimal::add);
          left = left.subtract(part);
        }
      }
      if (left.signum() != 0) {
        throw new IllegalStateException("the judge took too much of " + commodity);
      }
    }
  }

  private static final int[] PAIR = {2, 1, 4, 3, 6, 5, 8, 7, 10, 9, 12, 11, 14, 13, 15, 16};
  private static final BigDecimal TWO = BigDecimal.valueOf(2);

  private final RandomMarket market;
  final TreeMap<String, Book> books = new TreeMap<>();
  final TreeMap<CurrencyCode, BigDecimal> initialMargin = new TreeMap<>();

  ObviousMargin(RandomMarket market, AccountClass accountClass, Map<ContractId, Long> lots) {
    this.market = market;
    lots.forEach(this::hold);
    books.values().forEach(ObviousMargin::roundDeltas);
    byPriority(market.parameters.spreads().scanBased()).forEach(this::join);
    books.values().forEach(this::scan);
    books.values().forEach(this::weigh);
    inter(true);
    books.values().forEach(ObviousMargin::calendarSpreads);
    books.values().forEach(ObviousMargin::spotMonths);
    inter(false);
    BigDecimal ratio = BigDecimal.valueOf(market.parameters.ratio(accountClass));
    TreeMap<CurrencyCode, BigDecimal> pooled = new TreeMap<>();
    TreeMap<CurrencyCode, BigDecimal> capped = new TreeMap<>();
    for (Book book : books.values()) {
      finish(book, ratio);
      BigDecimal afterOptions = book.charge.subtract(book.netOptionValue);
      pooled.merge(book.currency, afterOptions, BigDecimal::add);
      capped.merge(book.currency, afterOptions.max(BigDecimal.ZERO), BigDecimal::add);
    }
    boolean isCapped = market.parameters.spreads().netOptionValue() == NetOptionValueMethod.CAPPED;
    (isCapped ? capped : pooled)
        .forEach((currency, im) -> initialMargin.put(currency, im.max(BigDecimal.ZERO)));
  }

  private void hold(ContractId id, long lots) {
    if (lots == 0) {
      return;
    }
    int index = market.catalogue.index(id);
    Contract contract = market.catalogue.contract(index);
    Book book = book(contract);
    String period = period(contract);
    BigDecimal q = BigDecimal.valueOf(lots);
    for (int s = 0; s < 16; s++) {
      book.losses[s] = book.losses[s].add(q.multiply(BigDecimal.valueOf(market.losses[index][s])));
    }
    BigDecimal scaling = scaling(contract);
    book.opening.merge(
        period,
        q.multiply(BigDecimal.valueOf(market.deltas[index], 4)).multiply(scaling),
        BigDecimal::add);
    book.heldPeriods.add(period);
    book.netOptionValue =
        book.netOptionValue.add(q.multiply(BigDecimal.valueOf(market.optionValues[index])));
    if (contract instanceof OptionOnFuture option && lots < 0) {
      BigDecimal rate =
          book.spreads
              .shortOptionMinimum()
              .flatMap(
                  m ->
                      m.rates().stream()
                          .filter(r -> r.periods().contains(new Period(period)))
                          .findFirst())
              .map(ShortOptionMinimum.Rate::rate)
              .orElse(BigDecimal.ZERO);
      BigDecimal minimum = q.negate().multiply(minor(rate, book.currency)).multiply(scaling);
      if (option.right() == OptionRight.CALL) {
        book.shortCalls = book.shortCalls.add(minimum);
      } else {
        book.shortPuts = book.shortPuts.add(minimum);
      }
    }
  }

  private Book book(Contract contract) {
    return books.computeIfAbsent(
        contract.commodity().toString(),
        name ->
            new Book(
                name,
                market.parameters.commodity(contract.commodity()).spreads(),
                contract.product().currency()));
  }

  private Book held(CombinedCommodityId commodity) {
    return found(books.get(commodity.toString()), "commodity %s is not held", commodity);
  }

  private BigDecimal scaling(Contract contract) {
    return market
        .parameters
        .commodity(contract.commodity())
        .spreads()
        .deltaScaling(contract.product().id());
  }

  private static void roundDeltas(Book book) {
    book.opening.replaceAll((_, delta) -> delta.setScale(4, RoundingMode.HALF_EVEN));
    book.remaining.putAll(book.opening);
  }

  /**
   * Losses in full, gains times the credit rate, deltas in ratio; the leg has no scan of its own.
   */
  private void join(ScanBasedCredit credit) {
    boolean isComplete = true;
    List<ScanBasedCredit.Leg> held = new ArrayList<>();
    for (ScanBasedCredit.Leg leg : credit.legs()) {
      if (books.containsKey(leg.commodity().toString())) {
        held.add(leg);
      } else if (leg.isRequired()) {
        isComplete = false;
      }
    }
    boolean hasTarget = books.containsKey(credit.target().toString());
    if (!isComplete || held.isEmpty() || (credit.isTargetRequired() && !hasTarget)) {
      return;
    }
    Contract ofTarget =
        market.catalogue.contracts().stream()
            .filter(c -> c.commodity().equals(credit.target()))
            .findFirst()
            .orElseThrow();
    Book target = book(ofTarget);
    for (ScanBasedCredit.Leg leg : held) {
      Book from = held(leg.commodity());
      for (int s = 0; s < 16; s++) {
        BigDecimal loss = from.losses[s];
        BigDecimal counted =
            loss.signum() >= 0 ? loss : down(loss.negate().multiply(leg.creditRate())).negate();
        target.losses[s] = target.losses[s].add(counted);
        from.losses[s] = BigDecimal.ZERO;
      }
      // All commodities of this market list the same months.
      from.opening.forEach(
          (period, delta) -> {
            BigDecimal scaled = delta.multiply(leg.ratio()).setScale(4, RoundingMode.HALF_EVEN);
            target.opening.merge(period, scaled, BigDecimal::add);
            target.remaining.merge(period, scaled, BigDecimal::add);
            if (scaled.signum() != 0) {
              target.heldPeriods.add(period);
            }
          });
      from.remaining.clear();
      from.isJoined = true;
    }
  }

  private void scan(Book book) {
    BigDecimal largest = book.losses[0];
    book.active = 1;
    for (int s = 1; s < 16; s++) {
      if (book.losses[s].compareTo(largest) > 0) {
        largest = book.losses[s];
        book.active = s + 1;
      }
    }
    book.scanRisk = largest.max(BigDecimal.ZERO);
    book.timeRisk = book.losses[0].add(book.losses[1]).divide(TWO);
    book.volRisk =
        largest.signum() < 0
            ? book.losses[0].subtract(book.losses[1]).divide(TWO)
            : book.scanRisk.subtract(book.losses[PAIR[book.active - 1] - 1]).divide(TWO);
    book.futuresPriceRisk =
        book.scanRisk.subtract(book.timeRisk).subtract(book.volRisk).max(BigDecimal.ZERO);
    book.netDelta = sum(book.opening.values());
  }

  private void weigh(Book book) {
    if (book.isJoined || book.futuresPriceRisk.signum() == 0 || book.netDelta.signum() == 0) {
      return;
    }
    BigDecimal normal = book.futuresPriceRisk.divide(book.netDelta.abs(), MathContext.DECIMAL128);
    book.weightedPriceRisk =
        switch (book.spreads.weightedPriceRisk()) {
          case NORMAL -> normal;
          case SCANRANGE -> nearestRange(book);
          case SCANRANGE_CAP -> normal.min(nearestRange(book));
        };
  }

  private BigDecimal nearestRange(Book book) {
    String nearest = book.heldPeriods.first();
    for (int c = 0; c < market.catalogue.size(); c++) {
      Contract contract = market.catalogue.contract(c);
      if (contract.commodity().toString().equals(book.commodity)
          && period(contract).equals(nearest)) {
        return BigDecimal.valueOf(market.scanRanges[c])
            .divide(scaling(contract), MathContext.DECIMAL128);
      }
    }
    throw new IllegalStateException("no contract of " + nearest);
  }

  private void inter(boolean isSuper) {
    for (InterCommoditySpread spread : byPriority(market.parameters.spreads().interCommodity())) {
      boolean isHeld =
          spread.legs().stream().allMatch(leg -> books.containsKey(leg.commodity().toString()));
      if (spread.isSuper() == isSuper && isHeld) {
        for (int orientation : new int[] {1, -1}) {
          inter(spread, orientation);
        }
      }
    }
  }

  private void inter(InterCommoditySpread spread, int orientation) {
    List<BigDecimal> counts = new ArrayList<>();
    for (InterCommoditySpread.Leg leg : spread.legs()) {
      Book book = held(leg.commodity());
      int sign = orientation * (leg.side() == SpreadSide.A ? 1 : -1);
      BigDecimal net = book.net(periods(book, leg)).multiply(BigDecimal.valueOf(sign));
      counts.add(net.max(BigDecimal.ZERO).divide(leg.ratio(), 4, RoundingMode.DOWN));
    }
    BigDecimal n = counts.stream().min(BigDecimal::compareTo).orElseThrow();
    if (n.signum() == 0) {
      return;
    }
    for (InterCommoditySpread.Leg leg : spread.legs()) {
      Book book = held(leg.commodity());
      int sign = orientation * (leg.side() == SpreadSide.A ? 1 : -1);
      BigDecimal credit =
          book.weightedPriceRisk.multiply(n).multiply(leg.ratio()).multiply(leg.creditRate());
      book.credit = book.credit.add(down(credit));
      book.consume(
          periods(book, leg), sign, n.multiply(leg.ratio()).setScale(4, RoundingMode.DOWN));
    }
  }

  private Set<String> periods(Book book, InterCommoditySpread.Leg leg) {
    return leg.tier().isPresent()
        ? tier(book, leg.tier().getAsInt())
        : new TreeSet<>(book.remaining.keySet());
  }

  private static Set<String> tier(Book book, int number) {
    TreeSet<String> periods = new TreeSet<>();
    book.spreads.tiers().stream()
        .filter(t -> t.number() == number)
        .forEach(
            t ->
                book.remaining.keySet().stream()
                    .filter(p -> t.periods().contains(new Period(p)))
                    .forEach(periods::add));
    return periods;
  }

  private static void calendarSpreads(Book book) {
    List<CalendarSpread> series = new ArrayList<>();
    List<CalendarSpread> others = new ArrayList<>();
    for (CalendarSpread spread : book.spreads.calendarSpreads()) {
      boolean isSeries = spread.legs().stream().noneMatch(leg -> leg.tier().isPresent());
      (isSeries ? series : others).add(spread);
    }
    series.sort((a, b) -> Integer.compare(a.priority(), b.priority()));
    others.sort((a, b) -> Integer.compare(a.priority(), b.priority()));
    series.addAll(others);
    for (CalendarSpread spread : series) {
      for (int orientation : new int[] {1, -1}) {
        calendarSpread(book, spread, orientation);
      }
    }
  }

  private static void calendarSpread(Book book, CalendarSpread spread, int orientation) {
    List<BigDecimal> counts = new ArrayList<>();
    for (CalendarLeg leg : spread.legs()) {
      int sign = orientation * (leg.side() == SpreadSide.A ? 1 : -1);
      BigDecimal available =
          leg.period().isPresent()
              ? book.net(Set.of(leg.period().get().code()))
                  .multiply(BigDecimal.valueOf(sign))
                  .max(BigDecimal.ZERO)
              : book.oneSide(tier(book, leg.tier().getAsInt()), sign);
      counts.add(available.divide(leg.ratio(), 4, RoundingMode.DOWN));
    }
    BigDecimal n = counts.stream().min(BigDecimal::compareTo).orElseThrow();
    if (n.signum() == 0) {
      return;
    }
    book.calendar = book.calendar.add(up(n.multiply(minor(spread.charge(), book.currency))));
    for (CalendarLeg leg : spread.legs()) {
      Set<String> periods =
          leg.period().isPresent()
              ? Set.of(leg.period().get().code())
              : tier(book, leg.tier().getAsInt());
      int sign = orientation * (leg.side() == SpreadSide.A ? 1 : -1);
      book.consume(periods, sign, n.multiply(leg.ratio()).setScale(4, RoundingMode.DOWN));
    }
  }

  private static void spotMonths(Book book) {
    for (SpotMonth spot : book.spreads.spotMonths()) {
      String period = spot.period().code();
      BigDecimal used = book.consumed.getOrDefault(period, BigDecimal.ZERO);
      BigDecimal left = book.remaining.getOrDefault(period, BigDecimal.ZERO).abs();
      BigDecimal charge = used.multiply(spot.spreadRate()).add(left.multiply(spot.outrightRate()));
      book.spot = book.spot.add(up(minor(charge, book.currency)));
    }
  }

  private static void finish(Book book, BigDecimal ratio) {
    book.shortCalls = up(book.shortCalls);
    book.shortPuts = up(book.shortPuts);
    boolean isMax =
        book.spreads.shortOptionMinimum().map(ShortOptionMinimum::method).orElse(null)
            == ShortOptionMinimum.Method.MAX;
    book.minimum =
        isMax ? book.shortCalls.max(book.shortPuts) : book.shortCalls.add(book.shortPuts);
    book.risk =
        book.scanRisk.add(book.calendar).add(book.spot).subtract(book.credit).max(book.minimum);
    book.charge = up(book.risk.multiply(ratio));
  }

  private static <T> List<T> byPriority(List<T> inFileOrder) {
    List<T> sorted = new ArrayList<>(inFileOrder);
    sorted.sort((a, b) -> Integer.compare(priority(a), priority(b)));
    return sorted;
  }

  private static int priority(Object spread) {
    return switch (spread) {
      case InterCommoditySpread inter -> inter.priority();
      case ScanBasedCredit credit -> credit.priority();
      default -> throw new IllegalStateException("no priority: " + spread);
    };
  }

  private static String period(Contract contract) {
    return switch (contract) {
      case Future future -> future.month().toString();
      case OptionOnFuture option -> option.underlying().month().toString();
    };
  }

  private static BigDecimal minor(BigDecimal amount, CurrencyCode currency) {
    return amount.scaleByPowerOfTen(currency.minorDigits());
  }

  private static BigDecimal up(BigDecimal minorUnits) {
    return minorUnits.setScale(8, RoundingMode.HALF_EVEN).setScale(0, RoundingMode.CEILING);
  }

  private static BigDecimal down(BigDecimal minorUnits) {
    return minorUnits.setScale(8, RoundingMode.HALF_EVEN).setScale(0, RoundingMode.FLOOR);
  }

  private static BigDecimal sum(Iterable<BigDecimal> values) {
    BigDecimal sum = BigDecimal.ZERO;
    for (BigDecimal value : values) {
      sum = sum.add(value);
    }
    return sum;
  }
}
