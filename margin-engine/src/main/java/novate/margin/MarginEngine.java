package novate.margin;

import static novate.market.Checks.found;
import static novate.market.Checks.require;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import novate.margin.addon.AddOns;
import novate.margin.addon.LadderCharge;
import novate.margin.addon.RateLadder;
import novate.margin.scan.CommodityExposure;
import novate.margin.scan.CommodityLayout;
import novate.margin.scan.CommodityScan;
import novate.margin.scan.PortfolioScan;
import novate.margin.scan.RiskArrays;
import novate.margin.simulation.FactorHistory;
import novate.margin.simulation.SimulationEngine;
import novate.margin.simulation.SimulationRisk;
import novate.market.AccountClass;
import novate.market.AccountId;
import novate.market.BusinessCalendar;
import novate.market.CalendarId;
import novate.market.Catalogue;
import novate.market.CombinedCommodityId;
import novate.market.CurrencyCode;
import novate.market.MinorUnits;
import novate.market.Money;
import novate.market.PriceSet;
import novate.scenario.NetOptionValueMethod;
import novate.scenario.ParameterSet;
import novate.scenario.ScenarioSet;
import org.jspecify.annotations.Nullable;

/**
 * The margin of accounts under one catalogue, parameter set and scenario set. Immutable; threads
 * may share it.
 *
 * <pre>
 * P[i]          = sum over positions of a combined commodity  lots * a[i]
 * ScanRisk      = max(0, max_i P[i])
 * CommodityRisk = max(ScanRisk + Calendar + SpotMonth - InterCredit, short option minimum)
 * NOV           = sum over premium-style options  lots * price * size
 * IM            = max(0, sum over commodities of roundUp(CommodityRisk * ratio) - NOV)  per currency
 * required      = IM + add-ons
 * </pre>
 *
 * <p>Account classes differ by their ratio only: a CLIENT_GROSS account is one sub-account already,
 * so it is margined alone like every other.
 *
 * <p>Worked example (JSCC, Nikkei 225 futures): +5 and -2 lots of one contract with a scan range of
 * 570,000 JPY are net 3 lots and need 1,710,000 JPY.
 */
public final class MarginEngine {
  /** Names the rules that a result was made by; it changes whenever a number could. */
  public static final String VERSION = "novate-3";

  private final Catalogue catalogue;
  private final Map<CalendarId, BusinessCalendar> calendars;
  private final ParameterSet parameters;
  private final ScenarioSet scenarios;
  private final CommodityLayout layout;
  private final AccountAddOns addOns;

  /**
   * An engine for these contracts under these parameters.
   *
   * @throws IllegalArgumentException when the contracts of a combined commodity have different
   *     currencies
   */
  public MarginEngine(
      Catalogue catalogue,
      Map<CalendarId, BusinessCalendar> calendars,
      ParameterSet parameters,
      ScenarioSet scenarios) {
    this.catalogue = catalogue;
    this.calendars = Map.copyOf(calendars);
    this.parameters = parameters;
    this.scenarios = scenarios;
    this.layout = new CommodityLayout(catalogue, parameters);
    this.addOns = new AccountAddOns(catalogue, this.calendars, parameters);
  }

  /**
   * The risk arrays of a price set: built once, shared by all accounts.
   *
   * @throws IllegalArgumentException as {@link RiskArrays#of}
   */
  public RiskArrays arrays(PriceSet prices) {
    return RiskArrays.of(catalogue, calendars, parameters, scenarios, prices);
  }

  /**
   * Everything of a price set that accounts are margined on: built once, shared by all accounts.
   *
   * @param state what is known besides the prices
   * @throws IllegalArgumentException as {@link RiskArrays#of}; when a set of commodities is
   *     simulated and there is no history; when a ladder's calendar is not known
   */
  public PricedMarket market(PriceSet prices, MarketState state) {
    return new PricedMarket(
        this,
        prices,
        state,
        arrays(prices),
        RateLadder.of(catalogue, calendars, parameters.addOns().ladders(), prices, state.ladder()),
        simulation(prices, state));
  }

  private Optional<SimulationEngine> simulation(PriceSet prices, MarketState state) {
    boolean isSimulated =
        parameters.simulation().map(each -> !each.simulatedSets().isEmpty()).orElse(false);
    if (!isSimulated) {
      return Optional.empty();
    }
    FactorHistory history =
        found(
            state.history().orElse(null),
            "parameter set %s simulates market risk, and there is no history of its factors",
            parameters.id());
    return Optional.of(SimulationEngine.of(catalogue, calendars, parameters, history, prices));
  }

  /**
   * The requirement of one account, with every part of it: scan with its spreads, rate ladder,
   * simulation, net option value, add-ons.
   *
   * @param positions without the contracts that this cycle settles for the last time
   * @param market of the price set the account is valued on, made by this engine
   * @throws IllegalArgumentException when a contract held has no risk array, naming it and the
   *     reason, or the market was made by another engine
   * @throws ArithmeticException when a sum does not fit a long
   */
  public Requirement requirement(
      AccountId account,
      AccountClass accountClass,
      PortfolioPositions positions,
      PricedMarket market) {
    market.requireMadeBy(this);
    Requirement margin =
        requirement(
            accountClass,
            risks(accountClass, positions, market.ladderCharges(positions), market.arrays()),
            market.simulation().map(each -> each.risk(positions)).orElse(List.of()),
            market.arrays());
    AddOns addOns = this.addOns.of(account, margin.currencies().values(), positions, market);
    return margin.with(addOns);
  }

  /**
   * The part of a requirement that the scan alone makes: no rate ladder, no simulation, no add-ons.
   *
   * @param positions without the contracts that this cycle settles for the last time
   * @param arrays of the price set the account is valued on
   * @throws IllegalArgumentException when a contract held has no risk array, naming it and the
   *     reason, or when the arrays were built for another catalogue or scenario set
   * @throws ArithmeticException when a sum does not fit a long
   */
  public Requirement requirement(
      AccountClass accountClass, PortfolioPositions positions, RiskArrays arrays) {
    return requirement(
        accountClass, risks(accountClass, positions, new TreeMap<>(), arrays), arrays);
  }

  private List<CommodityRisk> risks(
      AccountClass accountClass,
      PortfolioPositions positions,
      SortedMap<CombinedCommodityId, LadderCharge> ladders,
      RiskArrays arrays) {
    requireOwn(arrays);
    @Nullable CommodityExposure[] exposures = exposures(positions, arrays);
    List<CommodityRisk> risks = new ArrayList<>();
    for (int group : layout.groupsHeld(exposures)) {
      risks.addAll(risks(accountClass, group, exposures, ladders, arrays));
    }
    return risks;
  }

  /** The risks of one group of linked commodities by the scan alone, ascending by commodity. */
  List<CommodityRisk> risks(
      AccountClass accountClass,
      int group,
      @Nullable CommodityExposure[] exposures,
      RiskArrays arrays) {
    return risks(accountClass, group, exposures, new TreeMap<>(), arrays);
  }

  private List<CommodityRisk> risks(
      AccountClass accountClass,
      int group,
      @Nullable CommodityExposure[] exposures,
      SortedMap<CombinedCommodityId, LadderCharge> ladders,
      RiskArrays arrays) {
    BigDecimal ratio = ratio(accountClass);
    return PortfolioScan.explained(layout, arrays, group, exposures).stream()
        .map(scan -> risk(scan, Optional.ofNullable(ladders.get(scan.commodity())), ratio))
        .toList();
  }

  /** Puts the risks of all commodities together, in whatever order they come: the scan alone. */
  Requirement requirement(
      AccountClass accountClass, List<CommodityRisk> commodities, RiskArrays arrays) {
    return requirement(accountClass, commodities, List.of(), arrays);
  }

  private Requirement requirement(
      AccountClass accountClass,
      List<CommodityRisk> commodities,
      List<SimulationRisk> simulations,
      RiskArrays arrays) {
    SortedMap<CurrencyCode, List<CommodityRisk>> risks = new TreeMap<>();
    commodities.stream()
        .sorted(Comparator.comparing(CommodityRisk::commodity))
        .forEach(
            risk ->
                risks.computeIfAbsent(risk.charge().currency(), _ -> new ArrayList<>()).add(risk));
    SortedMap<CurrencyCode, CurrencyRequirement> currencies = new TreeMap<>();
    risks.forEach(
        (currency, risk) ->
            currencies.put(
                currency,
                requirement(currency, risk, simulated(currency, risk, simulations, accountClass))));
    return new Requirement(accountClass, arrays.priceSetId(), currencies);
  }

  private List<SimulatedSet> simulated(
      CurrencyCode currency,
      List<CommodityRisk> commodities,
      List<SimulationRisk> simulations,
      AccountClass accountClass) {
    return simulations.stream()
        .filter(simulation -> simulation.marketRisk().currency().equals(currency))
        .map(simulation -> simulated(simulation, commodities, accountClass))
        .toList();
  }

  private SimulatedSet simulated(
      SimulationRisk simulation, List<CommodityRisk> commodities, AccountClass accountClass) {
    CurrencyCode currency = simulation.marketRisk().currency();
    Money scanned = Money.zero(currency);
    for (CommodityRisk commodity : commodities) {
      if (simulation.set().commodities().contains(commodity.commodity())) {
        scanned = scanned.plus(commodity.charge());
      }
    }
    Money simulated =
        new Money(currency, charge(simulation.marketRisk().minorUnits(), ratio(accountClass)));
    Money charge =
        switch (simulation.set().policy()) {
          case SCAN -> scanned;
          case SIMULATION -> simulated;
          case LARGER -> simulated.minorUnits() > scanned.minorUnits() ? simulated : scanned;
        };
    return new SimulatedSet(simulation, scanned, simulated, charge);
  }

  private CurrencyRequirement requirement(
      CurrencyCode currency, List<CommodityRisk> commodities, List<SimulatedSet> simulated) {
    Money netOptionValue = Money.zero(currency);
    Money pooled = Money.zero(currency);
    // What is charged together is capped together: a simulated set, or a commodity by itself.
    SortedMap<String, Money> together = new TreeMap<>();
    for (CommodityRisk commodity : commodities) {
      netOptionValue = netOptionValue.plus(commodity.netOptionValue());
      Money afterOptions = commodity.charge().minus(commodity.netOptionValue());
      pooled = pooled.plus(afterOptions);
      together.merge(chargedWith(commodity, simulated), afterOptions, Money::plus);
    }
    for (SimulatedSet set : simulated) {
      pooled = pooled.plus(set.beyondScan());
      together.merge(name(set), set.beyondScan(), Money::plus);
    }
    Money initialMargin =
        switch (parameters.spreads().netOptionValue()) {
          case POOLED -> atLeastZero(pooled);
          case CAPPED ->
              together.values().stream()
                  .map(MarginEngine::atLeastZero)
                  .reduce(Money.zero(currency), Money::plus);
        };
    return new CurrencyRequirement(
        currency, commodities, simulated, netOptionValue, initialMargin, List.of());
  }

  private static String chargedWith(CommodityRisk commodity, List<SimulatedSet> simulated) {
    return simulated.stream()
        .filter(set -> set.simulation().set().commodities().contains(commodity.commodity()))
        .findFirst()
        .map(MarginEngine::name)
        .orElse("commodity " + commodity.commodity());
  }

  private static String name(SimulatedSet set) {
    return "set " + set.simulation().set().name();
  }

  private static Money atLeastZero(Money money) {
    return money.minorUnits() > 0 ? money : Money.zero(money.currency());
  }

  /**
   * What the positions of an account add up to, by place of the commodity; null where none is held.
   * Positions ascend by contract index, so those of one commodity mostly stand in one run.
   */
  @Nullable CommodityExposure[] exposures(PortfolioPositions positions, RiskArrays arrays) {
    @Nullable CommodityExposure[] exposures =
        new @Nullable CommodityExposure[layout.commodityCount()];
    int from = 0;
    while (from < positions.size()) {
      int commodity = commodityOf(positions, from, arrays);
      int to = from + 1;
      while (to < positions.size() && commodityOf(positions, to, arrays) == commodity) {
        to++;
      }
      CommodityExposure exposure = exposures[commodity];
      if (exposure == null) {
        exposure = layout.emptyExposure(commodity, arrays);
        exposures[commodity] = exposure;
      }
      exposure.addRun(positions.contractIndex(), positions.lots(), from, to, layout, arrays);
      from = to;
    }
    return exposures;
  }

  private int commodityOf(PortfolioPositions positions, int place, RiskArrays arrays) {
    int contractIndex = positions.contractIndex()[place];
    arrays.requirePriced(contractIndex);
    return layout.commodityOf(contractIndex);
  }

  private static CommodityRisk risk(
      CommodityScan scan, Optional<LadderCharge> ladder, BigDecimal ratio) {
    CurrencyCode currency = scan.currency();
    Money scanned = new Money(currency, scan.risk());
    Money risk = ladder.map(charge -> charge.with(scanned)).orElse(scanned);
    return new CommodityRisk(
        scan.commodity(),
        new Money(currency, scan.scan().scanRisk()),
        scan.scan(),
        scan.netDelta(),
        scan.losses(),
        scan.spreads(),
        new Money(currency, scan.optionValue()),
        scanned,
        ladder,
        risk,
        new Money(currency, charge(risk.minorUnits(), ratio)));
  }

  BigDecimal ratio(AccountClass accountClass) {
    return BigDecimal.valueOf(parameters.ratio(accountClass));
  }

  static long charge(long riskMinorUnits, BigDecimal ratio) {
    return MinorUnits.charge(BigDecimal.valueOf(riskMinorUnits).multiply(ratio));
  }

  CommodityLayout layout() {
    return layout;
  }

  NetOptionValueMethod netOptionValueMethod() {
    return parameters.spreads().netOptionValue();
  }

  /** Fails unless the arrays are of this engine's contracts and scenarios. */
  void requireOwn(RiskArrays arrays) {
    require(
        arrays.contractCount() == catalogue.size() && arrays.scenarios().equals(scenarios),
        "risk arrays of price set %s were built for another catalogue or scenario set",
        arrays.priceSetId());
  }
}
