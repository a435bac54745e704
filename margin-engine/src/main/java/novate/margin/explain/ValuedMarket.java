package novate.margin.explain;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import novate.margin.MarginEngine;
import novate.margin.MarketState;
import novate.margin.PortfolioPositions;
import novate.margin.PricedMarket;
import novate.margin.Requirement;
import novate.margin.scan.RiskArrays;
import novate.market.AccountClass;
import novate.market.AccountId;
import novate.market.BusinessCalendar;
import novate.market.CalendarId;
import novate.market.Catalogue;
import novate.market.ContractId;
import novate.market.Lots;
import novate.market.PriceSet;
import novate.scenario.ParameterSet;
import novate.scenario.ScenarioSet;

/**
 * Everything but positions that a margin is made from, with the risk arrays of its prices: built
 * once, for all accounts. Immutable; threads may share it.
 */
public final class ValuedMarket {
  private final Catalogue catalogue;
  private final SortedMap<CalendarId, BusinessCalendar> calendars;
  private final ParameterSet parameters;
  private final ScenarioSet scenarios;
  private final PriceSet prices;
  private final MarginEngine engine;
  private final PricedMarket priced;

  /**
   * Builds risk arrays, rate ladder and simulation.
   *
   * @param state what is known besides the prices
   * @throws IllegalArgumentException as {@link MarginEngine} and {@link MarginEngine#market}
   */
  public ValuedMarket(
      Catalogue catalogue,
      Map<CalendarId, BusinessCalendar> calendars,
      ParameterSet parameters,
      ScenarioSet scenarios,
      PriceSet prices,
      MarketState state) {
    this.catalogue = catalogue;
    this.calendars = new TreeMap<>(calendars);
    this.parameters = parameters;
    this.scenarios = scenarios;
    this.prices = prices;
    this.engine = new MarginEngine(catalogue, calendars, parameters, scenarios);
    this.priced = engine.market(prices, state);
  }

  /**
   * What an account must hold, with every part of it.
   *
   * @throws IllegalArgumentException when a contract held has no risk array
   * @throws ArithmeticException when a sum does not fit a long
   */
  public Requirement requirement(
      AccountId account, AccountClass accountClass, Map<ContractId, Lots> positions) {
    return engine.requirement(
        account, accountClass, PortfolioPositions.of(catalogue, positions), priced);
  }

  Requirement requirement(AccountClass accountClass, Holding holding) {
    return requirement(holding.account(), accountClass, holding.positions());
  }

  /** All listed contracts. */
  public Catalogue catalogue() {
    return catalogue;
  }

  /** Calendars by id. */
  public SortedMap<CalendarId, BusinessCalendar> calendars() {
    return new TreeMap<>(calendars);
  }

  /** The margin parameters. */
  public ParameterSet parameters() {
    return parameters;
  }

  /** The scenarios of the scan. */
  public ScenarioSet scenarios() {
    return scenarios;
  }

  /** The prices that everything is valued on. */
  public PriceSet prices() {
    return prices;
  }

  /** The risk arrays of the prices. */
  public RiskArrays arrays() {
    return priced.arrays();
  }

  /** What is known besides the prices. */
  public MarketState state() {
    return priced.state();
  }

  /** True when a contract is listed here and can be margined. */
  boolean isPriced(ContractId contract) {
    return catalogue.find(contract).isPresent() && arrays().isPriced(catalogue.index(contract));
  }
}
