package novate.sample;

import static novate.market.Checks.found;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import novate.market.AccountGroup;
import novate.market.CurrencyCode;
import novate.market.Money;

/**
 * Sizes the cash at open so that the day has something to call for. Of five account groups one has
 * too little for the morning, one has enough for the morning but, if its risk grows, not for the
 * afternoon, and three have plenty. What a group needs is a rough guess ({@link RoughRequirement}):
 * the margins are wide enough for the real requirement to agree.
 */
final class DepositPlan {
  private static final double TOO_LITTLE = 0.6;
  private static final double PLENTY = 1.6;
  private static final double GROWS = 1.3;

  /** Deposits are multiples of these, in currency units. */
  private static final Map<CurrencyCode, Long> ROUND_UNITS =
      Map.of(CurrencyCode.USD, 10_000L, CurrencyCode.CNY, 50_000L);

  private static final int PLENTY_ROUND_UNITS = 25;

  private final SampleMarket market;
  private final PriceHistory history;
  private final OptionPricer pricer;

  DepositPlan(SampleMarket market, PriceHistory history, OptionPricer pricer) {
    this.market = market;
    this.history = history;
    this.pricer = pricer;
  }

  /** One deposit per account group and currency that it trades in. */
  List<Deposit> of(
      List<FeedRecord> morning,
      Instant intradayCutAt,
      List<FeedRecord> day,
      Instant endOfDayCutAt) {
    SortedMap<CurrencyCode, SortedMap<AccountGroup, Double>> atNoon = need(morning, intradayCutAt);
    SortedMap<CurrencyCode, SortedMap<AccountGroup, Double>> atEnd = need(day, endOfDayCutAt);
    List<Deposit> deposits = new ArrayList<>();
    for (CurrencyCode currency : atEnd.keySet()) {
      SortedMap<AccountGroup, Double> noon = atNoon.getOrDefault(currency, new TreeMap<>());
      SortedMap<AccountGroup, Double> end = atEnd.getOrDefault(currency, new TreeMap<>());
      int place = 0;
      for (AccountGroup group : new TreeSet<>(end.keySet())) {
        double amount =
            amount(place++, currency, noon.getOrDefault(group, 0.0), end.getOrDefault(group, 0.0));
        deposits.add(deposit(group, currency, amount));
      }
    }
    return deposits;
  }

  private SortedMap<CurrencyCode, SortedMap<AccountGroup, Double>> need(
      List<FeedRecord> records, Instant at) {
    return new RoughRequirement(
            market,
            pricer,
            history.priceSet(market.businessDate(), "rough", at, pricer, new TreeMap<>()))
        .of(records);
  }

  private static double amount(int place, CurrencyCode currency, double noon, double end) {
    double unit = unit(currency);
    if (place % 5 == 0 && noon > 20 * unit) {
      return TOO_LITTLE * noon;
    }
    if (place % 5 == 1 && noon > 0 && end > GROWS * noon && end - noon > 20 * unit) {
      return (noon + end) / 2;
    }
    return PLENTY * Math.max(noon, end) + PLENTY_ROUND_UNITS * unit;
  }

  private static Deposit deposit(AccountGroup group, CurrencyCode currency, double amount) {
    BigDecimal unit = BigDecimal.valueOf(unit(currency));
    BigDecimal round =
        BigDecimal.valueOf(amount).divide(unit, 0, RoundingMode.CEILING).multiply(unit);
    Money money = Money.parse(currency, round.max(unit).toPlainString());
    return new Deposit("OPEN/" + group + "/" + currency, group, money);
  }

  private static long unit(CurrencyCode currency) {
    return found(ROUND_UNITS.get(currency), "no deposit is planned in %s", currency);
  }
}
