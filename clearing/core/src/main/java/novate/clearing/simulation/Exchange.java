package novate.clearing.simulation;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import novate.clearing.processor.Place;
import novate.clearing.processor.Topic;
import novate.market.Contract;
import novate.market.Future;
import novate.market.IndexId;
import novate.market.Price;
import novate.wire.event.CurrencyRate;
import novate.wire.event.CycleRequested;
import novate.wire.event.PriceSubmitted;
import novate.wire.event.PricesComplete;
import novate.wire.event.QuoteReceived;

/** What exchange and quote providers send for cycles and fixings, and how it goes wrong. */
final class Exchange {
  private static final Place PRICES = new Place(Topic.PRICES, 0);
  private static final Place QUOTES = new Place(Topic.QUOTES, 0);
  private static final String CONTRIBUTORS = "abcde";

  private final SimulatedMarket market;
  private final Outgoing outgoing;
  private final SplittableRandom random;
  private final FaultCounts faults;

  Exchange(SimulatedMarket market, Outgoing outgoing, SplittableRandom random, FaultCounts faults) {
    this.market = market;
    this.outgoing = outgoing;
    this.random = random;
    this.faults = faults;
  }

  /** All prices of a cycle; now and then one jumps, is missing, stale or no number. */
  void prices(CycleRequested cycle, int day) {
    int wrong = random.nextInt(4) == 0 ? random.nextInt(market.contracts().size()) : -1;
    int count = 0;
    for (int i = 0; i < market.contracts().size(); i++) {
      if (market.contracts().get(i).expiry().isBefore(cycle.getBusinessDate())) {
        continue;
      }
      count++;
      if (i == wrong) {
        wrong(cycle, day, i);
      } else {
        send(price(cycle, i, market.ticks(i, day + 1), cycle.getAsOf()));
      }
    }
    complete(cycle, count);
  }

  /** Every price as it should be; of several for one contract the last counts. */
  void rightPrices(CycleRequested cycle, int day) {
    int count = 0;
    for (int i = 0; i < market.contracts().size(); i++) {
      if (!market.contracts().get(i).expiry().isBefore(cycle.getBusinessDate())) {
        count++;
        send(price(cycle, i, market.ticks(i, day + 1), cycle.getAsOf()));
      }
    }
    complete(cycle, count);
  }

  private void wrong(CycleRequested cycle, int day, int contract) {
    long right = market.ticks(contract, day + 1);
    switch (random.nextInt(4)) {
      case 0 -> {
        faults.count(FaultKind.PRICE_JUMPS);
        send(price(cycle, contract, right * 3 + 1_000, cycle.getAsOf()));
      }
      case 1 -> faults.count(FaultKind.PRICE_MISSING);
      case 2 -> {
        faults.count(FaultKind.PRICE_STALE);
        send(price(cycle, contract, right, cycle.getAsOf().minus(Duration.ofDays(9))));
      }
      default -> {
        faults.count(FaultKind.PRICE_NO_NUMBER);
        send(
            PriceSubmitted.newBuilder(price(cycle, contract, right, cycle.getAsOf()))
                .setPrice(random.nextBoolean() ? "NaN" : "1,234.5")
                .build());
      }
    }
  }

  private PriceSubmitted price(CycleRequested cycle, int index, long ticks, Instant observedAt) {
    Contract contract = market.contracts().get(index);
    return new PriceSubmitted(
        cycle.getCycleId(),
        contract.id().value(),
        contract.product().decimal(new Price(ticks)).toPlainString(),
        contract instanceof Future ? null : Double.valueOf(0.5),
        observedAt);
  }

  private void send(PriceSubmitted price) {
    outgoing.add(PRICES, price.getContractId(), price);
  }

  private void complete(CycleRequested cycle, int count) {
    outgoing.add(
        PRICES,
        cycle.getCycleId(),
        new PricesComplete(
            cycle.getCycleId(),
            count,
            List.of(new CurrencyRate("USD", 0.03), new CurrencyRate("CNY", 0.02)),
            List.of()));
  }

  /** Quotes that make a date's fixing, or one too few of them. */
  void quotes(IndexId index, LocalDate date, boolean isEnough) {
    if (!isEnough) {
      faults.count(FaultKind.FIXING_WITHHELD);
    }
    int count = isEnough ? CONTRIBUTORS.length() : CONTRIBUTORS.length() - 1;
    for (int i = 0; i < count; i++) {
      quote(index, date, CONTRIBUTORS.charAt(i), 0);
    }
  }

  /** The quote that was one too few. */
  void lateQuote(IndexId index, LocalDate date) {
    quote(index, date, CONTRIBUTORS.charAt(CONTRIBUTORS.length() - 1), 0);
  }

  /** Two more contributors, higher than the rest, after the print. */
  void higherQuotes(IndexId index, LocalDate date) {
    quote(index, date, 'f', 40);
    quote(index, date, 'g', 50);
    quote(index, date, 'h', 60);
  }

  private void quote(IndexId index, LocalDate date, char contributor, int above) {
    BigDecimal middle =
        switch (index.value()) {
          case "IX-GPU" -> new BigDecimal("4.050");
          case "IX-AVG" -> new BigDecimal("2.480").add(BigDecimal.valueOf(date.getDayOfMonth(), 3));
          default -> new BigDecimal("9.900");
        };
    BigDecimal price = middle.add(BigDecimal.valueOf(contributor - 'c' + above, 3));
    QuoteReceived quote =
        new QuoteReceived(
            "%s/%s/%s".formatted(index, date, contributor),
            index.value(),
            date,
            Instant.parse(date + "T14:00:00Z"),
            "contributor-" + contributor,
            "family-" + contributor,
            "B200//on_demand",
            price.toPlainString(),
            "8",
            "FIRM",
            "USD",
            "GPU-hour",
            null,
            null);
    outgoing.add(QUOTES, quote.getQuoteId(), quote);
    if (random.nextInt(20) == 0) {
      faults.count(FaultKind.DELIVERED_TWICE);
      outgoing.add(QUOTES, quote.getQuoteId(), quote);
    }
    if (random.nextInt(40) == 0) {
      faults.count(FaultKind.POISON);
      outgoing.add(QUOTES, "poison", new byte[random.nextInt(30)]);
    }
  }

  /** Every date that the futures of the month need, up to a date. */
  List<LocalDate> fixingDates(IndexId index, LocalDate from, LocalDate to) {
    List<LocalDate> dates = new ArrayList<>();
    for (LocalDate date : market.fixingDates().getOrDefault(index, List.of())) {
      if (!date.isBefore(from) && !date.isAfter(to)) {
        dates.add(date);
      }
    }
    return dates;
  }
}
