package novate.margin.explain;

import static novate.market.Checks.found;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import novate.margin.Portfolios;
import novate.margin.explain.MarginAttribution.Chain;
import novate.market.AccountClass;
import novate.market.AveragingState;
import novate.market.Contract;
import novate.market.ContractId;
import novate.market.CurrencyCode;
import novate.market.Lots;
import novate.market.Money;
import novate.scenario.ParameterSet;
import org.junit.jupiter.api.Test;

class MarginAttributionTest {
  private static final LocalDate YESTERDAY = LocalDate.of(2026, 10, 28);
  private static final LocalDate TODAY = LocalDate.of(2026, 10, 29);
  private static final LocalDate EXPIRY = LocalDate.of(2026, 10, 30);

  private static Map<ContractId, Lots> positions(String contract, long lots) {
    return Map.of(new ContractId(contract), new Lots(lots));
  }

  private static Map<AttributionStep, Money> parts(MarginAttribution attribution) {
    return attribution.parts(CurrencyCode.USD);
  }

  private static Money part(Map<AttributionStep, Money> parts, AttributionStep step) {
    return found(parts.get(step), "no part of %s", step);
  }

  private static long sum(Map<AttributionStep, Money> parts) {
    return parts.values().stream().mapToLong(Money::minorUnits).sum();
  }

  /** 10,000 pairs. All differs: prices, vols, time, parameters, what is listed, lots, class. */
  @Test
  void partsAddUpToTheChangeForEveryPortfolio() {
    Predicate<Contract> isOld = contract -> !contract.id().value().contains("2027-0");
    for (ParameterSet[] sets :
        new ParameterSet[][] {
          {ExplainMarket.spreads(), ExplainMarket.joined()},
          {ExplainMarket.joined(), ExplainMarket.spreads()},
          {ExplainMarket.SAMPLE.parameters(), ExplainMarket.spreads()}
        }) {
      ValuedMarket before = ExplainMarket.market(TODAY, sets[0], isOld);
      ValuedMarket after = ExplainMarket.market(EXPIRY, sets[1]);
      Chain chain = new Chain(before, after);
      for (long seed = 0; seed < Portfolios.count(3_334); seed++) {
        Holding held =
            new Holding(
                ExplainMarket.ACCOUNT,
                AccountClass.values()[(int) (seed % 4)],
                ExplainMarket.positions(before, seed));
        Holding holds =
            new Holding(
                ExplainMarket.ACCOUNT,
                AccountClass.values()[(int) (seed / 3 % 4)],
                ExplainMarket.positions(after, seed * 31));
        MarginAttribution attribution = chain.attribute(held, holds);
        assertThat(attribution.before())
            .isEqualTo(
                before.requirement(ExplainMarket.ACCOUNT, held.accountClass(), held.positions()));
        assertThat(attribution.after())
            .isEqualTo(
                after.requirement(ExplainMarket.ACCOUNT, holds.accountClass(), holds.positions()));
        for (CurrencyCode currency : attribution.currencies()) {
          assertThat(sum(attribution.parts(currency)))
              .as("seed %d", seed)
              .isEqualTo(
                  after
                          .requirement(
                              ExplainMarket.ACCOUNT, holds.accountClass(), holds.positions())
                          .required(currency)
                          .minorUnits()
                      - before
                          .requirement(ExplainMarket.ACCOUNT, held.accountClass(), held.positions())
                          .required(currency)
                          .minorUnits());
        }
      }
    }
  }

  @Test
  void onlyTheStepOfWhatChangedHasAPart() {
    ParameterSet parameters = ExplainMarket.SAMPLE.parameters();
    ValuedMarket market = ExplainMarket.market(TODAY, parameters);
    Holding two =
        new Holding(ExplainMarket.ACCOUNT, AccountClass.HOUSE, positions("BLACKWELL-2026-12", 2));
    Holding three =
        new Holding(ExplainMarket.ACCOUNT, AccountClass.HOUSE, positions("BLACKWELL-2026-12", 3));
    Map<AttributionStep, Money> traded = parts(new Chain(market, market).attribute(two, three));
    long perLot =
        market
            .requirement(
                ExplainMarket.ACCOUNT, AccountClass.HOUSE, positions("BLACKWELL-2026-12", 1))
            .required(CurrencyCode.USD)
            .minorUnits();
    assertThat(part(traded, AttributionStep.POSITIONS).minorUnits()).isEqualTo(perLot);
    assertThat(sum(traded)).isEqualTo(perLot);

    ValuedMarket stricter = ExplainMarket.market(TODAY, ExplainMarket.spreads());
    Holding option =
        new Holding(
            ExplainMarket.ACCOUNT,
            AccountClass.HOUSE,
            positions("BLACKWELL-OPT-2026-12-C-4.00", -5));
    Map<AttributionStep, Money> reset =
        parts(new Chain(market, stricter).attribute(option, option));
    assertThat(reset)
        .allSatisfy(
            (step, part) ->
                assertThat(part.isZero()).isEqualTo(step != AttributionStep.PARAMETERS));

    Holding gross = new Holding(ExplainMarket.ACCOUNT, AccountClass.CLIENT_GROSS, two.positions());
    Map<AttributionStep, Money> classed = parts(new Chain(market, market).attribute(two, gross));
    assertThat(part(classed, AttributionStep.PARAMETERS).minorUnits())
        .isEqualTo(sum(classed))
        .isPositive();
  }

  @Test
  void anExpiredContractLeavesWithThePositions() {
    ParameterSet parameters = ExplainMarket.SAMPLE.parameters();
    ValuedMarket before = ExplainMarket.market(TODAY, parameters);
    ValuedMarket after = ExplainMarket.market(EXPIRY, parameters);
    ContractId expiring = new ContractId("BLACKWELL-2026-10");
    assertThat(before.isPriced(expiring)).isTrue();
    assertThat(after.isPriced(expiring)).isFalse();
    Holding held =
        new Holding(ExplainMarket.ACCOUNT, AccountClass.HOUSE, Map.of(expiring, new Lots(7)));
    MarginAttribution attribution =
        new Chain(before, after)
            .attribute(held, new Holding(ExplainMarket.ACCOUNT, AccountClass.HOUSE, Map.of()));
    assertThat(part(parts(attribution), AttributionStep.POSITIONS))
        .isEqualTo(attribution.change(CurrencyCode.USD))
        .isEqualTo(attribution.before().required(CurrencyCode.USD).negated());
  }

  @Test
  void aNewlyListedContractEntersWithThePositionsAtItsFirstPrice() {
    ParameterSet parameters = ExplainMarket.SAMPLE.parameters();
    ContractId listed = new ContractId("BLACKWELL-2027-03");
    ValuedMarket before = ExplainMarket.market(YESTERDAY, parameters, c -> !c.id().equals(listed));
    ValuedMarket after = ExplainMarket.market(TODAY, parameters);
    Holding holds =
        new Holding(ExplainMarket.ACCOUNT, AccountClass.HOUSE, Map.of(listed, new Lots(-3)));
    MarginAttribution attribution =
        new Chain(before, after)
            .attribute(new Holding(ExplainMarket.ACCOUNT, AccountClass.HOUSE, Map.of()), holds);
    assertThat(part(parts(attribution), AttributionStep.POSITIONS))
        .isEqualTo(attribution.change(CurrencyCode.USD))
        .isEqualTo(
            after
                .requirement(ExplainMarket.ACCOUNT, AccountClass.HOUSE, holds.positions())
                .required(CurrencyCode.USD));
  }

  /** One fixing of the month is new: its weight falls with time, its forward moves with prices. */
  @Test
  void anAveragingMonthSplitsIntoItsForwardAndItsFixings() {
    ParameterSet parameters = ExplainMarket.SAMPLE.parameters();
    ValuedMarket before = ExplainMarket.market(YESTERDAY, parameters);
    ValuedMarket after = ExplainMarket.market(TODAY, parameters);
    Holding held =
        new Holding(ExplainMarket.ACCOUNT, AccountClass.HOUSE, positions("H100-2026-10", 100));
    Map<AttributionStep, Money> parts = parts(new Chain(before, after).attribute(held, held));
    long margin =
        before
            .requirement(ExplainMarket.ACCOUNT, AccountClass.HOUSE, held.positions())
            .required(CurrencyCode.USD)
            .minorUnits();
    double rolled = part(parts, AttributionStep.SCENARIO_ROLL).minorUnits() / (double) margin;
    double priced = part(parts, AttributionStep.PRICES).minorUnits() / (double) margin;
    int open = openFixings(before);
    assertThat(openFixings(after)).isEqualTo(open - 1);
    assertThat(rolled).isBetween(-1.2 / open, -0.8 / open);
    // The scan range is a fraction of the forward, so the margin moves with it, tick rounding
    // apart.
    assertThat(priced).isCloseTo(forward(after) / forward(before) - 1, within(0.003));
    assertThat(part(parts, AttributionStep.VOLATILITIES).isZero()).isTrue();
  }

  private static double forward(ValuedMarket market) {
    ContractId october = new ContractId("H100-2026-10");
    AveragingState state =
        found(market.prices().averaging().get(october), "no state of %s", october);
    double price =
        market
            .catalogue()
            .contract(october)
            .product()
            .decimal(market.prices().mark(october).price())
            .doubleValue();
    return (state.scheduled() * price - state.sum().doubleValue())
        / (state.scheduled() - state.published());
  }

  private static int openFixings(ValuedMarket market) {
    ContractId october = new ContractId("H100-2026-10");
    AveragingState state =
        found(market.prices().averaging().get(october), "no state of %s", october);
    return state.scheduled() - state.published();
  }

  @Test
  void anAccountThatIsNewHoldsNothingBefore() {
    ValuedMarket market = ExplainMarket.market(TODAY, ExplainMarket.spreads());
    Map<ContractId, Lots> positions = new HashMap<>(ExplainMarket.positions(market, 5));
    MarginAttribution attribution =
        new Chain(market, market)
            .attribute(
                new Holding(ExplainMarket.ACCOUNT, AccountClass.HOUSE, Map.of()),
                new Holding(ExplainMarket.ACCOUNT, AccountClass.HOUSE, positions));
    assertThat(attribution.before().currencies()).isEmpty();
    assertThat(attribution.steps()).hasSize(AttributionStep.values().length);
  }
}
