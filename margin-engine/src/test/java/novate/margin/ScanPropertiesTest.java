package novate.margin;

import static novate.market.Checks.found;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.LongStream;
import novate.margin.scan.SpreadRisk;
import novate.margin.scan.SpreadRisk.CalendarCharge;
import novate.margin.scan.SpreadRisk.LegCredit;
import novate.margin.scan.SpreadRisk.PeriodDelta;
import novate.market.AccountClass;
import novate.market.CombinedCommodityId;
import novate.market.ContractId;
import novate.market.CurrencyCode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What holds for every portfolio under every parameter set: 10,000 portfolios under 400 sets
 * against the judge, fewer where one portfolio needs many requirements: {@link Portfolios} has the
 * long run.
 */
class ScanPropertiesTest {
  private static final int MARKETS_PER_SEED = 20;
  private static final int PORTFOLIOS = 25;

  static LongStream seeds() {
    return LongStream.range(0, seedsFor(10_000));
  }

  static LongStream fewSeeds() {
    return LongStream.range(20, 20 + seedsFor(1_500));
  }

  private static long seedsFor(int portfolios) {
    return Math.ceilDiv(Portfolios.count(portfolios), MARKETS_PER_SEED * PORTFOLIOS);
  }

  private static void forEachPortfolio(
      long seed, BiConsumer<RandomMarket, Map<ContractId, Long>> check) {
    for (int m = 0; m < MARKETS_PER_SEED; m++) {
      RandomMarket market = new RandomMarket(seed * 1_000_003 + m);
      for (int p = 0; p < PORTFOLIOS; p++) {
        Map<ContractId, Long> lots = market.portfolio();
        try {
          check.accept(market, lots);
        } catch (AssertionError e) {
          throw new AssertionError(
              "seed %d, market %d, portfolio %d: %s".formatted(seed, m, p, lots), e);
        }
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void everyComponentIsWhatTheObviousMarginSays(long seed) {
    forEachPortfolio(
        seed,
        (market, lots) -> {
          ObviousMargin judge = new ObviousMargin(market, AccountClass.CLIENT_GROSS, lots);
          Requirement requirement = market.requirement(lots);
          Map<String, CommodityRisk> risks = byCommodity(requirement);
          assertThat(risks.keySet()).isEqualTo(judge.books.keySet());
          judge.books.forEach((commodity, book) -> assertSame(of(risks, commodity), book));
          assertThat(requirement.currencies().keySet()).isEqualTo(judge.initialMargin.keySet());
          judge.initialMargin.forEach(
              (currency, margin) ->
                  assertThat(requirement.initialMargin(currency).minorUnits())
                      .isEqualTo(margin.longValueExact()));
        });
  }

  private static void assertSame(CommodityRisk risk, ObviousMargin.Book book) {
    SpreadRisk spreads = risk.spreads();
    assertThat(risk.losses())
        .isEqualTo(Arrays.stream(book.losses).map(BigDecimal::longValueExact).toList());
    same("scan", risk.scanRisk().minorUnits(), book.scanRisk);
    assertThat(risk.activeScenario()).isEqualTo(book.active);
    assertThat(risk.scan().timeRisk()).isEqualByComparingTo(book.timeRisk);
    assertThat(risk.scan().volRisk()).isEqualByComparingTo(book.volRisk);
    assertThat(risk.scan().futuresPriceRisk()).isEqualByComparingTo(book.futuresPriceRisk);
    assertThat(risk.netDelta()).isEqualByComparingTo(book.netDelta);
    assertThat(spreads.weightedPriceRisk()).isEqualByComparingTo(book.weightedPriceRisk);
    same("calendar", spreads.calendarCharge(), book.calendar);
    same("spot", spreads.spotCharge(), book.spot);
    same("credit", spreads.interCredit(), book.credit);
    same("calls", spreads.shortCalls(), book.shortCalls);
    same("puts", spreads.shortPuts(), book.shortPuts);
    same("minimum", spreads.shortOptionMinimum(), book.minimum);
    same("option value", risk.netOptionValue().minorUnits(), book.netOptionValue);
    same("risk", risk.risk().minorUnits(), book.risk);
    same("charge", risk.charge().minorUnits(), book.charge);
    assertThat(byPeriod(spreads.deltas())).isEqualTo(withoutZeros(book.opening));
    assertThat(byPeriod(spreads.remaining())).isEqualTo(withoutZeros(book.remaining));
    assertThat(spreads.joinedInto().isPresent()).isEqualTo(book.isJoined);
  }

  private static void same(String what, long engine, BigDecimal judge) {
    if (engine != judge.longValueExact()) {
      throw new AssertionError(what + " is " + engine + ", judge says " + judge);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whatIsConsumedWasThereAndTheComponentsAddUp(long seed) {
    forEachPortfolio(
        seed,
        (market, lots) -> {
          Requirement requirement = market.requirement(lots);
          requirement.currencies().forEach(ScanPropertiesTest::assertAddsUp);
          byCommodity(requirement).values().forEach(ScanPropertiesTest::assertAddsUp);
        });
  }

  private static void assertAddsUp(CurrencyCode currency, CurrencyRequirement requirement) {
    assertThat(requirement.initialMargin().minorUnits()).isNotNegative();
    long optionValue =
        requirement.commodities().stream().mapToLong(c -> c.netOptionValue().minorUnits()).sum();
    assertThat(requirement.netOptionValue().minorUnits()).isEqualTo(optionValue);
    assertThat(requirement.commodities())
        .extracting(CommodityRisk::commodity)
        .isSortedAccordingTo(CombinedCommodityId::compareTo);
  }

  private static void assertAddsUp(CommodityRisk risk) {
    SpreadRisk spreads = risk.spreads();
    long sum =
        risk.scanRisk().minorUnits()
            + spreads.calendarCharge()
            + spreads.spotCharge()
            - spreads.interCredit();
    assertThat(risk.risk().minorUnits()).isEqualTo(Math.max(sum, spreads.shortOptionMinimum()));
    assertThat(risk.risk().minorUnits()).isGreaterThanOrEqualTo(spreads.shortOptionMinimum());
    for (LegCredit credit : spreads.credits()) {
      BigDecimal taken = sum(credit.taken()).abs();
      // Counts and deltas have four decimals: what is taken may be short of count times ratio.
      BigDecimal most = spreads.weightedPriceRisk().multiply(taken.add(new BigDecimal("0.0001")));
      assertThat(BigDecimal.valueOf(credit.credit())).isLessThanOrEqualTo(most);
    }
    if (spreads.joinedInto().isEmpty()) {
      Map<String, BigDecimal> rest = new TreeMap<>(byPeriod(spreads.deltas()));
      for (CalendarCharge charge : spreads.calendar()) {
        charge.taken().forEach(leg -> leg.forEach(taken -> takeFrom(rest, taken)));
      }
      spreads.credits().forEach(credit -> credit.taken().forEach(taken -> takeFrom(rest, taken)));
      assertThat(withoutZeros(rest)).isEqualTo(byPeriod(spreads.remaining()));
    }
  }

  /** A delta shrinks towards zero and never beyond it. */
  private static void takeFrom(Map<String, BigDecimal> rest, PeriodDelta taken) {
    BigDecimal before =
        found(rest.get(taken.period().code()), "nothing was there in %s", taken.period());
    BigDecimal after = before.subtract(taken.delta());
    assertThat(taken.delta().signum()).isEqualTo(before.signum());
    assertThat(after.signum()).isIn(0, before.signum());
    rest.put(taken.period().code(), after);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("fewSeeds")
  void scanAndShortOptionMinimumScaleWithThePortfolioAndJoiningAccountsNeverRaisesThem(long seed) {
    forEachPortfolio(
        seed,
        (market, ours) -> {
          Map<ContractId, Long> theirs = market.portfolio();
          Map<String, CommodityRisk> one = byCommodity(market.requirement(ours));
          Map<String, CommodityRisk> other = byCommodity(market.requirement(theirs));
          Map<String, CommodityRisk> ten = byCommodity(market.requirement(plus(ours, ours, 9)));
          Map<String, CommodityRisk> joined =
              byCommodity(market.requirement(plus(ours, theirs, 1)));
          one.forEach(
              (commodity, risk) -> {
                if (isAlone(risk)) {
                  assertThat(of(ten, commodity).scanRisk().minorUnits())
                      .isEqualTo(10 * risk.scanRisk().minorUnits());
                }
                long minimum = risk.spreads().shortOptionMinimum();
                // Calls and puts are rounded up apart, so each may be one unit high.
                assertThat(of(ten, commodity).spreads().shortOptionMinimum())
                    .isBetween(10 * minimum - 20, 10 * minimum);
              });
          joined.forEach(
              (commodity, risk) -> {
                if (isAlone(risk)
                    && (!one.containsKey(commodity) || isAlone(of(one, commodity)))
                    && (!other.containsKey(commodity) || isAlone(of(other, commodity)))) {
                  assertThat(risk.scanRisk().minorUnits())
                      .isLessThanOrEqualTo(scan(one, commodity) + scan(other, commodity));
                }
                assertThat(risk.spreads().shortOptionMinimum())
                    .isLessThanOrEqualTo(minimum(one, commodity) + minimum(other, commodity));
              });
        });
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("fewSeeds")
  void grossScanIsNeverBelowNetAndOppositePortfoliosCancel(long seed) {
    forEachPortfolio(
        seed,
        (market, lots) -> {
          long gross = 0;
          for (Map.Entry<ContractId, Long> position : lots.entrySet()) {
            gross += scan(market.requirement(Map.of(position.getKey(), position.getValue())));
          }
          Requirement net = market.requirement(lots);
          if (byCommodity(net).values().stream().allMatch(ScanPropertiesTest::isAlone)) {
            assertThat(gross).isGreaterThanOrEqualTo(scan(net));
          }
          assertThat(market.requirement(plus(lots, lots, -1)).currencies()).isEmpty();
          Map<ContractId, Long> shuffled = new HashMap<>(lots);
          assertThat(market.requirement(shuffled)).isEqualTo(net);
        });
  }

  /** True when the commodity is scanned by itself. */
  private static boolean isAlone(CommodityRisk risk) {
    return risk.spreads().joined().isEmpty() && risk.spreads().joinedInto().isEmpty();
  }

  private static long scan(Requirement requirement) {
    return byCommodity(requirement).values().stream()
        .mapToLong(risk -> risk.scanRisk().minorUnits())
        .sum();
  }

  private static long scan(Map<String, CommodityRisk> risks, String commodity) {
    return risks.containsKey(commodity) ? of(risks, commodity).scanRisk().minorUnits() : 0;
  }

  private static long minimum(Map<String, CommodityRisk> risks, String commodity) {
    return risks.containsKey(commodity) ? of(risks, commodity).spreads().shortOptionMinimum() : 0;
  }

  static Map<ContractId, Long> plus(
      Map<ContractId, Long> ours, Map<ContractId, Long> theirs, long times) {
    Map<ContractId, Long> sum = new TreeMap<>(ours);
    theirs.forEach((id, lots) -> sum.merge(id, times * lots, Long::sum));
    return sum;
  }

  private static CommodityRisk of(Map<String, CommodityRisk> risks, String commodity) {
    return found(risks.get(commodity), "commodity %s is not held", commodity);
  }

  private static Map<String, CommodityRisk> byCommodity(Requirement requirement) {
    TreeMap<String, CommodityRisk> risks = new TreeMap<>();
    requirement
        .currencies()
        .values()
        .forEach(c -> c.commodities().forEach(r -> risks.put(r.commodity().toString(), r)));
    return risks;
  }

  private static BigDecimal sum(List<PeriodDelta> deltas) {
    return deltas.stream().map(PeriodDelta::delta).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static Map<String, BigDecimal> byPeriod(List<PeriodDelta> deltas) {
    TreeMap<String, BigDecimal> byPeriod = new TreeMap<>();
    deltas.forEach(d -> byPeriod.put(d.period().code(), d.delta()));
    return byPeriod;
  }

  private static Map<String, BigDecimal> withoutZeros(Map<String, BigDecimal> deltas) {
    TreeMap<String, BigDecimal> rest = new TreeMap<>();
    deltas.forEach(
        (period, delta) -> {
          if (delta.signum() != 0) {
            rest.put(period, delta.setScale(4));
          }
        });
    return rest;
  }
}
