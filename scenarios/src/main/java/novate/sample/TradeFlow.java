package novate.sample;

import static novate.market.Checks.require;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import novate.market.Contract;
import novate.market.ContractId;
import novate.market.Future;
import novate.market.OptionOnFuture;
import novate.market.Price;
import novate.market.PriceLimits;
import novate.market.Product;

/** Makes the good trades of a day: which contract when, at what price, how many, between whom. */
final class TradeFlow {
  private static final int[] WEIGHT_BY_MONTHS_AHEAD = {14, 30, 24, 12, 6, 4};
  private static final int OPTION_WEIGHT = 1;
  private static final double BURST_SHARE = 0.01;
  private static final double BLOCK_SHARE = 0.02;
  private static final double PRICE_NOISE = 0.0015;
  private static final int LOTS_MAX = 400;

  /** How often an account buys or sells, and which currencies it trades in. */
  private record Trader(String account, int buys, int sells, List<String> currencies) {}

  private record Slot(Instant at, Contract contract) {}

  private final SampleMarket market;
  private final PriceHistory history;
  private final OptionPricer pricer;
  private final SplittableRandom random;
  private final LocalDate date;
  private final List<Contract> contracts = new ArrayList<>();
  private final List<Trader> traders;
  private final Map<ContractId, Optional<PriceLimits>> limitsByContract = new HashMap<>();

  TradeFlow(SampleMarket market, PriceHistory history, OptionPricer pricer, long seed) {
    this.market = market;
    this.history = history;
    this.pricer = pricer;
    this.random = new SplittableRandom(seed);
    this.date = market.businessDate();
    for (Contract contract : market.catalogue().contracts()) {
      for (int i = 0; i < weight(contract); i++) {
        contracts.add(contract);
      }
    }
    this.traders =
        SampleFiles.rows(
            market.id(),
            "accounts.csv",
            row ->
                switch (row.getField("bias")) {
                  case "LONG" -> trader(row.getField("id"), 4, 1, row.getField("currencies"));
                  case "SHORT" -> trader(row.getField("id"), 1, 4, row.getField("currencies"));
                  case "FLAT" -> trader(row.getField("id"), 3, 3, row.getField("currencies"));
                  default ->
                      throw new IllegalArgumentException(
                          "bias of account %s must be LONG, SHORT or FLAT, got '%s'"
                              .formatted(row.getField("id"), row.getField("bias")));
                });
  }

  private static Trader trader(String account, int buys, int sells, String currencies) {
    return new Trader(account, buys, sells, List.of(currencies.split(" ")));
  }

  private int weight(Contract contract) {
    if (!contract.isActive() || contract.expiry().isBefore(date)) {
      return 0;
    }
    return switch (contract) {
      case Future future -> {
        long ahead = ChronoUnit.MONTHS.between(YearMonth.from(date), future.month());
        yield WEIGHT_BY_MONTHS_AHEAD[(int) Math.min(ahead, WEIGHT_BY_MONTHS_AHEAD.length - 1)];
      }
      case OptionOnFuture _ -> OPTION_WEIGHT;
    };
  }

  /** Exactly this many new trades, in order of execution. */
  List<TradeRow> trades(int count) {
    require(count >= 100, "a sample day needs at least 100 trades, got %d", count);
    List<Slot> slots = new ArrayList<>();
    while (slots.size() < count) {
      Contract contract = contracts.get(random.nextInt(contracts.size()));
      Session session =
          Session.of(contract.product(), market.calendar(contract.product()).zone(), date);
      long length = Duration.between(session.open(), session.close()).toMillis();
      // Bursts last two seconds and must end before the close.
      Instant at = session.open().plusMillis(random.nextLong(length - 2_000));
      int trades = random.nextDouble() < BURST_SHARE ? 5 + random.nextInt(20) : 1;
      for (int i = 0; i < trades && slots.size() < count; i++) {
        slots.add(new Slot(at.plusMillis(i == 0 ? 0 : random.nextInt(2_000)), contract));
      }
    }
    slots.sort(Comparator.comparing(Slot::at).thenComparing(slot -> slot.contract().id()));
    Map<String, Integer> lastNumberByVenue = new TreeMap<>();
    List<TradeRow> trades = new ArrayList<>();
    for (Slot slot : slots) {
      String venue = slot.contract().product().venue().value();
      trades.add(trade(slot, venue, lastNumberByVenue.merge(venue, 1, Integer::sum)));
    }
    return trades;
  }

  private TradeRow trade(Slot slot, String venue, int number) {
    Product product = slot.contract().product();
    boolean isBlock = random.nextDouble() < BLOCK_SHARE;
    String currency = product.currency().code();
    Trader buyer = pick(currency, true, "");
    Trader seller = pick(currency, false, buyer.account());
    return new TradeRow(
        "T%06d".formatted(number),
        venue,
        date,
        slot.contract().id().value(),
        isBlock ? 250 + 50L * random.nextInt(16) : lots(),
        product.decimal(price(slot)).toPlainString(),
        buyer.account(),
        seller.account(),
        isBlock,
        slot.at(),
        TradeRow.Kind.NEW,
        0);
  }

  /** Half of the trades have 14 lots or fewer; a few have hundreds. */
  private long lots() {
    double lots = StrictMath.exp(2.6 + 0.9 * random.nextGaussian());
    return Math.clamp((long) lots, 1, LOTS_MAX);
  }

  private Price price(Slot slot) {
    Product product = slot.contract().product();
    Price path =
        switch (slot.contract()) {
          case Future future -> history.price(future, date, slot.at());
          case OptionOnFuture option -> history.price(option, date, slot.at(), pricer);
        };
    BigDecimal step = product.tradingTick().divide(product.settlementTick());
    double noisy = path.ticks() * (1 + PRICE_NOISE * random.nextGaussian());
    BigDecimal steps = BigDecimal.valueOf(noisy).divide(step, 0, RoundingMode.HALF_EVEN);
    Price price = new Price(steps.max(BigDecimal.ONE).multiply(step).longValueExact());
    return limits(slot.contract()).map(limits -> inside(limits, price)).orElse(price);
  }

  private Optional<PriceLimits> limits(Contract contract) {
    return limitsByContract.computeIfAbsent(contract.id(), _ -> limits(market, history, contract));
  }

  /** The day's limits of a contract, around its settlement price of the business day before. */
  static Optional<PriceLimits> limits(
      SampleMarket market, PriceHistory history, Contract contract) {
    LocalDate before = market.calendar(contract.product()).previous(market.businessDate());
    return switch (contract) {
      case Future future -> future.product().limits(history.settlement(future, before));
      case OptionOnFuture option -> {
        require(
            option.product().dailyLimit().isEmpty(), "option %s has a daily limit", option.id());
        yield Optional.empty();
      }
    };
  }

  private static Price inside(PriceLimits limits, Price price) {
    if (limits.contain(price)) {
      return price;
    }
    return price.compareTo(limits.low()) < 0 ? limits.low() : limits.high();
  }

  private Trader pick(String currency, boolean isBuyer, String other) {
    List<Trader> able =
        traders.stream()
            .filter(trader -> trader.currencies().contains(currency))
            .filter(trader -> !trader.account().equals(other))
            .toList();
    int left = random.nextInt(able.stream().mapToInt(each -> share(each, isBuyer)).sum());
    for (Trader trader : able) {
      left -= share(trader, isBuyer);
      if (left < 0) {
        return trader;
      }
    }
    throw new IllegalStateException("no trader of " + currency + " was picked");
  }

  private static int share(Trader trader, boolean isBuyer) {
    return isBuyer ? trader.buys() : trader.sells();
  }
}
