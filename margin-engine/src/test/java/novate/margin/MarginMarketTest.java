package novate.margin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import novate.margin.MarketState.FixingTrust;
import novate.margin.addon.AddOn;
import novate.margin.addon.LadderState;
import novate.margin.explain.MarginComponent;
import novate.margin.explain.MarginComponents;
import novate.margin.simulation.FactorHistory;
import novate.margin.simulation.FactorLevel;
import novate.market.Account;
import novate.market.AccountClass;
import novate.market.AccountId;
import novate.market.AveragingState;
import novate.market.BusinessCalendar;
import novate.market.CalendarId;
import novate.market.Catalogue;
import novate.market.CombinedCommodityId;
import novate.market.Contract;
import novate.market.ContractId;
import novate.market.CurrencyCode;
import novate.market.FactorId;
import novate.market.FinalSettlement;
import novate.market.Future;
import novate.market.Lots;
import novate.market.Money;
import novate.market.OptionRight;
import novate.market.PremiumStyle;
import novate.market.PriceSet;
import novate.market.PricingModel;
import novate.market.Product;
import novate.pricing.OptionModel;
import novate.sample.PriceHistory;
import novate.sample.SampleMarket;
import novate.scenario.AddOnParameters;
import novate.scenario.AddOnParameters.Concentration;
import novate.scenario.AddOnParameters.FixingQuality;
import novate.scenario.AddOnParameters.LastDayGap;
import novate.scenario.AddOnParameters.Liquidity;
import novate.scenario.AddOnPolicy;
import novate.scenario.AmericanModel;
import novate.scenario.AntiProcyclicality;
import novate.scenario.FactorCurve;
import novate.scenario.ManualAddOn;
import novate.scenario.MarketRiskSet;
import novate.scenario.MarketRiskSet.Policy;
import novate.scenario.NetOptionValueMethod;
import novate.scenario.ParameterSet;
import novate.scenario.RateLadderParameters;
import novate.scenario.RateLadderParameters.Basis;
import novate.scenario.RateLadderParameters.Sides;
import novate.scenario.ReturnKind;
import novate.scenario.ScanRange;
import novate.scenario.ShortHistory;
import novate.scenario.SimulationParameters;
import novate.scenario.SimulationParameters.StressPeriod;
import novate.scenario.SpreadPolicy;
import novate.scenario.VolatilityUpdate;
import novate.scenario.VolatilityUpdate.Scaling;
import novate.scenario.WrongWayExposure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The whole engine together. H100 at 3.00 and B200 at 4.00, 100 units a lot, so 0.01 is a dollar a
 * lot; scan ranges 0.10 and 0.20: 10.00 and 20.00 USD a lot. History, tail 30 % of five days, so m
 * = 1.5:
 *
 * <pre>
 * day                1      2      3      4      5
 * H100           -0.10  +0.05  -0.20  +0.10  -0.03
 * B200           +0.30      0      0      0      0
 * +2 H100  loss  20.00 -10.00  40.00 -20.00   6.00      ES (40 + 20/2) / 1.5 = 33.33..
 * -1 B200  loss  30.00      0      0      0      0      ES (30 +  0/2) / 1.5 = 20.00
 * both           50.00 -10.00  40.00 -20.00   6.00      ES (50 + 40/2) / 1.5 = 46.66..
 * </pre>
 *
 * <p>The market is closed on Friday 2 October, the day after the margin date.
 */
class MarginMarketTest {
  private static final AccountId ACCOUNT = new AccountId("M01-H");
  private static final CombinedCommodityId H100_ID = new CombinedCommodityId("H100");
  private static final CurrencyCode USD = CurrencyCode.USD;
  private static final Product H100 = TinyMarket.product("H100", USD, "100", "0.01");
  private static final Product B200 = TinyMarket.product("B200", USD, "100", "0.01");
  private static final Product AVERAGE =
      TinyMarket.product(
          "AVG", USD, "100", "0.01", FinalSettlement.MONTHLY_AVERAGE, PricingModel.BLACK_76, false);
  private static final Future H100_DEC = TinyMarket.future("H100Z26", H100);
  private static final Future H100_LAST =
      new Future(
          new ContractId("H100V26"), H100, YearMonth.of(2026, 10), LocalDate.of(2026, 10, 5), true);
  private static final Future AVERAGE_OCT =
      new Future(
          new ContractId("AVGV26"),
          AVERAGE,
          YearMonth.of(2026, 10),
          LocalDate.of(2026, 10, 30),
          true);
  private static final Catalogue CATALOGUE =
      new Catalogue(
          List.of(
              H100_DEC,
              H100_LAST,
              TinyMarket.future("B200Z26", B200),
              AVERAGE_OCT,
              TinyMarket.option(
                  "AVGV26P3", AVERAGE_OCT, OptionRight.PUT, "3.00", PremiumStyle.PREMIUM),
              TinyMarket.option(
                  "H100Z26C3", H100_DEC, OptionRight.CALL, "3.00", PremiumStyle.PREMIUM)));
  private static final Map<CalendarId, BusinessCalendar> CALENDARS =
      Map.of(
          H100.calendar(),
          new BusinessCalendar(
              H100.calendar(), ZoneId.of("America/New_York"), Set.of(LocalDate.of(2026, 10, 2))));

  /** 20 of October's 21 fixings are out. */
  private static final PriceSet PRICES =
      TinyMarket.prices(
          Map.of(
              "H100Z26", TinyMarket.mark(H100, "3.00"),
              "H100V26", TinyMarket.mark(H100, "3.00"),
              "B200Z26", TinyMarket.mark(B200, "4.00"),
              "AVGV26", TinyMarket.mark(AVERAGE, "3.00"),
              "AVGV26P3", TinyMarket.mark(1, 0.5),
              "H100Z26C3", TinyMarket.mark(30, 0.5)),
          Map.of("AVGV26", new AveragingState(21, 20, new BigDecimal("60.00"))));

  private NetOptionValueMethod netOptionValue = NetOptionValueMethod.POOLED;
  private final TreeMap<CombinedCommodityId, RateLadderParameters> ladders = new TreeMap<>();
  private final TreeMap<CombinedCommodityId, AddOnParameters> addOns = new TreeMap<>();
  private final List<WrongWayExposure> wrongWay = new ArrayList<>();
  private final List<ManualAddOn> manual = new ArrayList<>();
  private final List<MarketRiskSet> sets = new ArrayList<>();
  private Optional<FactorHistory> history = Optional.of(history());
  private final TreeMap<ContractId, FixingTrust> fixings = new TreeMap<>();

  private static FactorHistory history() {
    double[] h100 = {3, 3.01, 2.91, 2.96, 2.76, 2.86, 2.83};
    double[] b200 = {4, 4.01, 4.31, 4.31, 4.31, 4.31, 4.31};
    List<FactorLevel> levels = new ArrayList<>();
    for (int i = 0; i < h100.length; i++) {
      LocalDate date = TinyMarket.DATE.minusDays(h100.length - 1L - i);
      levels.add(new FactorLevel(new FactorId("H100"), date, h100[i]));
      levels.add(new FactorLevel(new FactorId("B200"), date, b200[i]));
    }
    return FactorHistory.of(levels);
  }

  private ParameterSet parameters() {
    ParameterSet scanned =
        TinyMarket.parameters(
            Map.of(
                "H100", TinyMarket.scan(ScanRange.Kind.ABSOLUTE, 0.10, 0.1),
                "B200", TinyMarket.scan(ScanRange.Kind.ABSOLUTE, 0.20, 0.1),
                "AVG", TinyMarket.scan(ScanRange.Kind.ABSOLUTE, 0.10, 0.1)),
            1.1);
    TreeMap<CombinedCommodityId, FactorCurve> curves = new TreeMap<>();
    for (String commodity : List.of("H100", "B200")) {
      curves.put(
          new CombinedCommodityId(commodity),
          new FactorCurve(
              ReturnKind.ABSOLUTE,
              new TreeMap<>(Map.of(3, new FactorId(commodity))),
              Optional.empty()));
    }
    return new ParameterSet(
        scanned.id(),
        scanned.commodities(),
        scanned.ratios(),
        scanned.calls(),
        new SpreadPolicy(List.of(), List.of(), netOptionValue, Optional.empty()),
        new AddOnPolicy(ladders, addOns, wrongWay, manual),
        Optional.of(
            new SimulationParameters(
                3_000,
                1,
                false,
                0,
                1,
                new VolatilityUpdate(0.5, 1, Scaling.FULL, 1, 0),
                new StressPeriod(TinyMarket.DATE.minusDays(300), TinyMarket.DATE),
                new AntiProcyclicality(AntiProcyclicality.Tool.BUFFER, 0, 0, 10_000, 0.25),
                new ShortHistory(500, new TreeMap<>()),
                curves,
                0,
                List.of(),
                sets)));
  }

  private MarginEngine engine() {
    return new MarginEngine(CATALOGUE, CALENDARS, parameters(), TinyMarket.sixteen());
  }

  private MarketState state() {
    return new MarketState(LadderState.NONE, history, fixings);
  }

  private Requirement requirement(AccountClass accountClass, Map<String, Long> lots) {
    MarginEngine engine = engine();
    Requirement requirement =
        engine.requirement(ACCOUNT, accountClass, positions(lots), engine.market(PRICES, state()));
    requireAddsUp(requirement, parameters());
    return requirement;
  }

  private CurrencyRequirement dollars(Map<String, Long> lots) {
    return requirement(AccountClass.HOUSE, lots).find(USD).orElseThrow();
  }

  private static PortfolioPositions positions(Map<String, Long> lots) {
    TreeMap<ContractId, Lots> held = new TreeMap<>();
    lots.forEach((contract, count) -> held.put(new ContractId(contract), new Lots(count)));
    return PortfolioPositions.of(CATALOGUE, held);
  }

  /** Charges, what simulation adds, option value and add-ons make the requirement, exactly. */
  private static void requireAddsUp(Requirement requirement, ParameterSet parameters) {
    requirement
        .currencies()
        .forEach(
            (currency, part) -> {
              Money charges =
                  part.commodities().stream()
                      .map(CommodityRisk::charge)
                      .reduce(Money.zero(currency), Money::plus);
              Money beyond =
                  part.simulated().stream()
                      .map(SimulatedSet::beyondScan)
                      .reduce(Money.zero(currency), Money::plus);
              Money net = charges.plus(beyond).minus(part.netOptionValue());
              if (parameters.spreads().netOptionValue() == NetOptionValueMethod.POOLED) {
                assertThat(part.initialMargin().minorUnits())
                    .isEqualTo(Math.max(0, net.minorUnits()));
              } else {
                assertThat(part.initialMargin().minorUnits())
                    .isGreaterThanOrEqualTo(Math.max(0, net.minorUnits()));
              }
              Money addOns =
                  part.addOns().stream()
                      .map(AddOn::amount)
                      .reduce(Money.zero(currency), Money::plus);
              assertThat(part.required()).isEqualTo(part.initialMargin().plus(addOns));
              assertThat(
                      MarginComponents.of(part, parameters, requirement.accountClass()).stream()
                          .map(MarginComponent::amount)
                          .reduce(Money.zero(currency), Money::plus))
                  .isEqualTo(part.required());
            });
  }

  private static Money usd(String amount) {
    return Money.parse(USD, amount);
  }

  private void simulate(Policy policy, String... commodities) {
    TreeSet<CombinedCommodityId> ids = new TreeSet<>();
    for (String commodity : commodities) {
      ids.add(new CombinedCommodityId(commodity));
    }
    sets.add(new MarketRiskSet(String.join("-", commodities), policy, ids));
  }

  private void ladder(double rate, Basis basis) {
    ladders.put(
        H100_ID,
        new RateLadderParameters(
            rate, List.of(), List.of(), List.of(), Optional.empty(), Sides.LARGER, 0, basis));
  }

  private void addOns(AddOnParameters parameters) {
    addOns.put(H100_ID, parameters);
  }

  private static AddOnParameters nothing() {
    return new AddOnParameters(
        1, Optional.empty(), Optional.empty(), false, Optional.empty(), Optional.empty());
  }

  /** Two lots are 600.00 of notional and 20.00 of scan risk. */
  @ParameterizedTest(name = "{0} of notional, {1}: {2}")
  @CsvSource({
    "0.08, LARGER_WITH_SCAN, 48.00",
    "0.02, LARGER_WITH_SCAN, 20.00",
    "0.08, LADDER_ALONE, 48.00",
    "0.02, LADDER_ALONE, 12.00"
  })
  void aRateLadderFloorsTheScanOrStandsAlone(double rate, Basis basis, String required) {
    ladder(rate, basis);
    CurrencyRequirement dollars = dollars(Map.of("H100Z26", 2L));
    CommodityRisk risk = dollars.commodities().getFirst();
    assertThat(risk.scanned()).isEqualTo(usd("20.00"));
    assertThat(risk.ladder().orElseThrow().lines().getFirst().rate().applied().reason())
        .isNotEmpty();
    assertThat(dollars.required()).isEqualTo(usd(required));
    assertThat(
            requirement(AccountClass.CLIENT_GROSS, Map.of("H100Z26", 2L))
                .required(USD)
                .minorUnits())
        .isEqualTo(usd(required).minorUnits() * 11 / 10);
  }

  /** 40.00 by scan; 46.66.. by simulation, rounded up to 46.67; 1.1 times each for client gross. */
  @ParameterizedTest(name = "{0}, {1}: {2}")
  @CsvSource({
    "SCAN, HOUSE, 40.00",
    "SIMULATION, HOUSE, 46.67",
    "LARGER, HOUSE, 46.67",
    "SCAN, CLIENT_GROSS, 44.00",
    "SIMULATION, CLIENT_GROSS, 51.34",
    "LARGER, CLIENT_GROSS, 51.34"
  })
  void thePolicyOfASetSaysWhichMeasureIsCharged(
      Policy policy, AccountClass accountClass, String margin) {
    simulate(policy, "B200", "H100");
    Requirement requirement = requirement(accountClass, Map.of("H100Z26", 2L, "B200Z26", -1L));
    assertThat(requirement.required(USD)).isEqualTo(usd(margin));
  }

  /** A rise of B200 never hurts who is long: simulation asks nothing, the scan 20.00. */
  @Test
  void theLargerOfBothIsTheScanWhereHistoryWasKind() {
    simulate(Policy.LARGER, "B200");
    SimulatedSet set = dollars(Map.of("B200Z26", 1L)).simulated().getFirst();
    assertThat(set.simulatedCharge()).isEqualTo(usd("0.00"));
    assertThat(set.charge()).isEqualTo(usd("20.00"));
    sets.clear();
    simulate(Policy.SIMULATION, "B200");
    CurrencyRequirement alone = dollars(Map.of("B200Z26", 1L));
    assertThat(alone.simulated().getFirst().beyondScan()).isEqualTo(usd("-20.00"));
    assertThat(alone.required()).isEqualTo(usd("0.00"));
  }

  /** Without B200 in the set it is scanned: 33.34 simulated and 20.00 scanned. */
  @Test
  void aCommodityOfNoSetIsScanned() {
    simulate(Policy.SIMULATION, "H100");
    CurrencyRequirement dollars = dollars(Map.of("H100Z26", 2L, "B200Z26", -1L));
    assertThat(dollars.required()).isEqualTo(usd("53.34"));
  }

  /** The ladder's 48.00 is the charge that the simulated 33.34 is compared with. */
  @Test
  void aLadderRaisesTheSideThatSimulationIsComparedWith() {
    ladder(0.08, Basis.LARGER_WITH_SCAN);
    simulate(Policy.LARGER, "H100");
    SimulatedSet set = dollars(Map.of("H100Z26", 2L)).simulated().getFirst();
    assertThat(set.scanCharge()).isEqualTo(usd("48.00"));
    assertThat(set.charge()).isEqualTo(usd("48.00"));
  }

  /** A call marked 0.30 is worth 30.00: owned it is taken off the charge, owed it is added. */
  @ParameterizedTest(name = "{0}")
  @EnumSource(Policy.class)
  void optionValueCountsOnceWhateverTheMeasure(Policy policy) {
    simulate(policy, "H100");
    CurrencyRequirement written = dollars(Map.of("H100Z26", 2L, "H100Z26C3", -1L));
    assertThat(written.netOptionValue()).isEqualTo(usd("-30.00"));
    Money charge =
        policy == Policy.SCAN
            ? written.commodities().getFirst().charge()
            : written.simulated().getFirst().charge();
    assertThat(written.required()).isEqualTo(charge.plus(usd("30.00")));
  }

  /** Calls worth 90.00 cover their own set and nothing else when capped; B200 needs its 20.00. */
  @Test
  void cappedOptionValueStaysInsideItsSimulatedSet() {
    simulate(Policy.SIMULATION, "H100");
    Map<String, Long> lots = Map.of("H100Z26C3", 3L, "B200Z26", -1L);
    assertThat(dollars(lots).required()).isEqualTo(usd("0.00"));
    netOptionValue = NetOptionValueMethod.CAPPED;
    assertThat(dollars(lots).required()).isEqualTo(usd("20.00"));
    sets.clear();
    simulate(Policy.SIMULATION, "B200", "H100");
    assertThat(dollars(lots).required()).isEqualTo(usd("0.00"));
  }

  /** Two lots net: 2 * 100 * 0.04 / 2 = 4.00. */
  @Test
  void liquidityIsChargedOnTheNetDelta() {
    addOns(
        new AddOnParameters(
            1,
            Optional.of(new Liquidity(0.04)),
            Optional.empty(),
            false,
            Optional.empty(),
            Optional.empty()));
    assertThat(dollars(Map.of("H100Z26", 5L, "H100V26", -3L)).addOnTotal()).isEqualTo(usd("4.00"));
  }

  /**
   * One lot a day: n = 2, sqrt(15/12) - 1 = 0.118034 of 20.00 is 2.361, up 2.37; impact 0.5 * 0.1 *
   * 200 * sqrt 2 = 14.142, up 14.15.
   */
  @Test
  void concentrationIsChargedOnTheRiskAndTheNetDelta() {
    addOns(
        new AddOnParameters(
            1,
            Optional.empty(),
            Optional.of(new Concentration(1, 1, 0.5, 0.1)),
            false,
            Optional.empty(),
            Optional.empty()));
    assertThat(dollars(Map.of("H100Z26", 2L)).required()).isEqualTo(usd("36.52"));
  }

  /** Closed Friday to Sunday, 3 days beyond a horizon of 1: sqrt 4 - 1 = 1 times 20.00. */
  @Test
  void aClosedFridayDoublesTheRiskOfADay() {
    addOns(
        new AddOnParameters(
            1, Optional.empty(), Optional.empty(), true, Optional.empty(), Optional.empty()));
    assertThat(dollars(Map.of("H100Z26", 2L)).required()).isEqualTo(usd("40.00"));
  }

  /** H100V26 settles on the next business day: a quarter of its own 20.00. */
  @Test
  void aFixingThatIsNotTrustedRaisesTheContractThatSettlesOnIt() {
    addOns(
        new AddOnParameters(
            1,
            Optional.empty(),
            Optional.empty(),
            false,
            Optional.of(new FixingQuality(1.25)),
            Optional.empty()));
    fixings.put(new ContractId("H100V26"), new FixingTrust(true, 0));
    assertThat(dollars(Map.of("H100V26", 2L)).required()).isEqualTo(usd("25.00"));
    assertThat(dollars(Map.of("H100Z26", 2L)).required()).isEqualTo(usd("20.00"));
    fixings.put(new ContractId("H100V26"), new FixingTrust(false, 1.0));
    assertThat(dollars(Map.of("H100V26", 2L)).required()).isEqualTo(usd("20.00"));
    fixings.clear();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> dollars(Map.of("H100V26", 2L)))
        .withMessage(
            "contract H100V26 is being fixed, and nothing is known of the quality of its fixings");
  }

  /** The last of 21 fixings may jump by 0.42: 100 * 0.42 / 21 = 2.00 a lot. */
  @Test
  void theLastFixingOfAnAverageMayJump() {
    addOns.put(
        new CombinedCommodityId("AVG"),
        new AddOnParameters(
            1,
            Optional.empty(),
            Optional.empty(),
            false,
            Optional.empty(),
            Optional.of(new LastDayGap(0.42))));
    CurrencyRequirement dollars = dollars(Map.of("AVGV26", -3L));
    assertThat(dollars.addOnTotal()).isEqualTo(usd("6.00"));
    // An option on the average is worth what the same fixing makes of it, whatever its side.
    assertThat(dollars(Map.of("AVGV26P3", -3L)).addOnTotal()).isEqualTo(usd("6.00"));
  }

  /**
   * The worst fifth of five days of H100 is its day 3: two lots lose 40.00, times 1.5, less the
   * simulated margin of 33.34.
   */
  @Test
  void wrongWayExposureIsMeasuredBySimulation() {
    simulate(Policy.SIMULATION, "H100");
    wrongWay.add(new WrongWayExposure(ACCOUNT, H100_ID, WrongWayExposure.Side.LONG, 2_000, 0.5));
    CurrencyRequirement dollars = dollars(Map.of("H100Z26", 2L));
    assertThat(dollars.addOns()).extracting(AddOn::kind).containsExactly(AddOn.Kind.WRONG_WAY);
    assertThat(dollars.addOnTotal()).isEqualTo(usd("26.66"));
    assertThat(dollars.required()).isEqualTo(usd("60.00"));
    sets.clear();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> dollars(Map.of("H100Z26", 2L)))
        .withMessage("account M01-H is exposed to its own factor H100, and nothing is simulated");
  }

  @Test
  void aManualAddOnMayBeInACurrencyWithoutPositions() {
    manual.add(
        new ManualAddOn(
            ACCOUNT,
            new Money(TinyMarket.JPY, 1_000),
            "late payments",
            TinyMarket.DATE,
            "ann",
            "bob"));
    Requirement requirement = requirement(AccountClass.HOUSE, Map.of("H100Z26", 2L));
    assertThat(requirement.required(TinyMarket.JPY)).isEqualTo(new Money(TinyMarket.JPY, 1_000));
    assertThat(requirement.find(TinyMarket.JPY).orElseThrow().commodities()).isEmpty();
    assertThat(requirement.required(USD)).isEqualTo(usd("20.00"));
    assertThat(requirement(AccountClass.HOUSE, Map.of()).currencies())
        .containsOnlyKeys(TinyMarket.JPY);
  }

  /** Ladder 48.00 against 46.67 simulated; liquidity 4.00; 1,000.00 by hand: 1,072.00 with B200. */
  @Test
  void everythingTogetherAddsUp() {
    ladder(0.08, Basis.LARGER_WITH_SCAN);
    simulate(Policy.LARGER, "B200", "H100");
    addOns(
        new AddOnParameters(
            1,
            Optional.of(new Liquidity(0.04)),
            Optional.empty(),
            false,
            Optional.empty(),
            Optional.empty()));
    manual.add(new ManualAddOn(ACCOUNT, usd("1000.00"), "late", TinyMarket.DATE, "ann", "bob"));
    CurrencyRequirement dollars = dollars(Map.of("H100Z26", 2L, "B200Z26", -1L));
    assertThat(dollars.initialMargin()).isEqualTo(usd("68.00"));
    assertThat(dollars.required()).isEqualTo(usd("1072.00"));
  }

  @Test
  void aSimulationWithoutHistoryIsRefused() {
    simulate(Policy.LARGER, "H100");
    history = Optional.empty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> dollars(Map.of("H100Z26", 1L)))
        .withMessageContaining("simulates market risk, and there is no history of its factors");
    sets.clear();
    addOns(nothing());
    assertThat(dollars(Map.of("H100Z26", 1L)).required()).isEqualTo(usd("10.00"));
  }

  /** The same contracts and scenarios, but perhaps other parameters: nothing else would tell. */
  @Test
  void theMarketOfAnotherEngineIsRefused() {
    PricedMarket others = engine().market(PRICES, state());
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                engine()
                    .requirement(
                        ACCOUNT, AccountClass.HOUSE, positions(Map.of("H100Z26", 1L)), others))
        .withMessage("the market of price set 2026-10-01/EOD/1 was made by another engine");
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {61, 62, 63})
  void theSampleAccountsAddUpUnderSimulationLaddersAndAddOns(long seed) {
    SampleMarket sample = SampleMarket.compute2026();
    ParameterSet parameters = withEverything(sample);
    MarginEngine engine =
        new MarginEngine(sample.catalogue(), sample.calendars(), parameters, sample.scenarios());
    PricedMarket market =
        engine.market(
            prices(sample),
            new MarketState(LadderState.NONE, Optional.of(SAMPLE_HISTORY), new TreeMap<>()));
    SplittableRandom random = new SplittableRandom(seed);
    for (Account account : sample.accounts()) {
      TreeMap<ContractId, Lots> lots = new TreeMap<>();
      List<Contract> contracts = sample.catalogue().contracts();
      for (int p = 0; p < 12; p++) {
        Contract contract = contracts.get(random.nextInt(contracts.size()));
        if (contract.isActive()
            && market.arrays().isPriced(sample.catalogue().index(contract.id()))) {
          lots.put(contract.id(), new Lots(random.nextLong(-200, 201)));
        }
      }
      Requirement requirement =
          engine.requirement(
              account.id(),
              account.accountClass(),
              PortfolioPositions.of(sample.catalogue(), lots),
              market);
      requireAddsUp(requirement, parameters);
    }
  }

  private static final SampleMarket SAMPLE = SampleMarket.compute2026();
  private static final PriceHistory PATH = PriceHistory.generate(SAMPLE, SampleMarket.DEMO_SEED);
  private static final FactorHistory SAMPLE_HISTORY = sampleHistory();

  /** Index levels stand in for every point of their curve. */
  private static FactorHistory sampleHistory() {
    SimulationParameters simulation = SAMPLE.simulatedParameters().simulation().orElseThrow();
    List<LocalDate> dates =
        PATH.dates(SAMPLE.indices().getFirst().id()).stream()
            .filter(
                date ->
                    SAMPLE.calendars().values().stream()
                        .allMatch(calendar -> calendar.isBusinessDay(date)))
            .toList();
    List<FactorLevel> levels = new ArrayList<>();
    simulation
        .curves()
        .forEach(
            (commodity, curve) -> {
              Product product =
                  SAMPLE.products().stream()
                      .filter(each -> each.commodity().equals(commodity))
                      .findFirst()
                      .orElseThrow();
              for (FactorId factor : curve.factors()) {
                for (LocalDate date : dates) {
                  double level = PATH.level(product.index(), date).doubleValue();
                  levels.add(new FactorLevel(factor, date, level));
                }
              }
            });
    return FactorHistory.of(levels);
  }

  private static PriceSet prices(SampleMarket sample) {
    return PATH.priceSet(
        sample.businessDate(),
        "2026-10-30/ITD/1",
        sample.businessDate().atTime(16, 30).toInstant(ZoneOffset.UTC),
        new OptionModel(sample.calendars(), AmericanModel.BARONE_ADESI_WHALEY)::price,
        Map.of());
  }

  private static ParameterSet withEverything(SampleMarket sample) {
    ParameterSet simulated = sample.simulatedParameters();
    TreeMap<CombinedCommodityId, RateLadderParameters> ladders = new TreeMap<>();
    TreeMap<CombinedCommodityId, AddOnParameters> addOns = new TreeMap<>();
    for (CombinedCommodityId commodity : simulated.commodities().keySet()) {
      ladders.put(
          commodity,
          new RateLadderParameters(
              0.10,
              List.of(),
              List.of(),
              List.of(),
              Optional.empty(),
              Sides.LARGER,
              5,
              Basis.LARGER_WITH_SCAN));
      addOns.put(
          commodity,
          new AddOnParameters(
              2,
              Optional.of(new Liquidity(0.04)),
              Optional.of(new Concentration(50, 0.2, 0.7, 0.06)),
              true,
              Optional.empty(),
              Optional.of(new LastDayGap(0.35))));
    }
    List<WrongWayExposure> wrongWay = new ArrayList<>();
    List<ManualAddOn> manual = new ArrayList<>();
    for (Account account : sample.accounts()) {
      wrongWay.add(
          new WrongWayExposure(account.id(), H100_ID, WrongWayExposure.Side.SHORT, 100, 0.25));
      manual.add(
          new ManualAddOn(account.id(), usd("77.77"), "test", sample.businessDate(), "ann", "bob"));
    }
    return new ParameterSet(
        simulated.id(),
        simulated.commodities(),
        simulated.ratios(),
        simulated.calls(),
        simulated.spreads(),
        new AddOnPolicy(ladders, addOns, wrongWay, manual),
        simulated.simulation());
  }
}
