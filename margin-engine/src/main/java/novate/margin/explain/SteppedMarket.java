package novate.margin.explain;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import novate.margin.MarketState;
import novate.market.AveragingState;
import novate.market.BusinessCalendar;
import novate.market.CalendarId;
import novate.market.Catalogue;
import novate.market.CombinedCommodityId;
import novate.market.Contract;
import novate.market.ContractId;
import novate.market.CurrencyCode;
import novate.market.Price;
import novate.market.PriceSet;
import novate.market.PriceSet.Mark;
import novate.scenario.CommodityParameters;
import novate.scenario.ParameterSet;

/**
 * The markets between two days, each with one more input taken from the later one.
 *
 * <p>All of them list what the later day lists. A contract that the earlier day could margin keeps
 * its terms and market data of that day until their step; one that it could not is there from the
 * first step on as the later day has it, so that a position in it enters with the positions.
 */
final class SteppedMarket {
  private final ValuedMarket before;
  private final ValuedMarket after;

  SteppedMarket(ValuedMarket before, ValuedMarket after) {
    this.before = before;
    this.after = after;
  }

  /** The market after a step; positions are not part of it. */
  ValuedMarket market(AttributionStep step) {
    return switch (step) {
      case POSITIONS -> early(marks(false, false), before.prices());
      case PRICES -> early(marks(true, false), after.prices());
      case VOLATILITIES -> early(marks(true, true), after.prices());
      case SCENARIO_ROLL ->
          new ValuedMarket(
              catalogue(),
              calendars(),
              parameters(),
              after.scenarios(),
              latest(before.prices()),
              rolled());
      case PARAMETERS ->
          new ValuedMarket(
              after.catalogue(),
              laterCalendars(),
              laterParameters(),
              after.scenarios(),
              latest(before.prices()),
              rolled());
      case ADD_ONS ->
          new ValuedMarket(
              after.catalogue(),
              after.calendars(),
              after.parameters(),
              after.scenarios(),
              latest(before.prices()),
              after.state());
      case FX -> after;
    };
  }

  /** At the earlier cut, with these marks and the discount rates of one of the days. */
  private ValuedMarket early(SortedMap<ContractId, Mark> marks, PriceSet rates) {
    PriceSet prices = before.prices();
    SortedMap<CurrencyCode, Double> filled = new TreeMap<>(after.prices().rates());
    filled.putAll(rates.rates());
    SortedMap<ContractId, AveragingState> averaging = new TreeMap<>();
    for (Contract contract : after.catalogue().contracts()) {
      state(contract.id()).ifPresent(state -> averaging.put(contract.id(), state));
    }
    return new ValuedMarket(
        catalogue(),
        calendars(),
        parameters(),
        before.scenarios(),
        new PriceSet(
            prices.id(), prices.date(), prices.asOf(), marks, filled, prices.fx(), averaging),
        before.state());
  }

  /** The later prices, with the exchange rates of the earlier ones. */
  private PriceSet latest(PriceSet earlier) {
    PriceSet prices = after.prices();
    return new PriceSet(
        prices.id(),
        prices.date(),
        prices.asOf(),
        prices.marks(),
        prices.rates(),
        earlier.fx(),
        prices.averaging());
  }

  /** The later history of factors; what rate ladders and add-ons need stays until their step. */
  private MarketState rolled() {
    return new MarketState(
        before.state().ladder(), after.state().history(), before.state().fixings());
  }

  private Catalogue catalogue() {
    List<Contract> contracts = new ArrayList<>();
    for (Contract contract : after.catalogue().contracts()) {
      contracts.add(
          before.isPriced(contract.id()) ? before.catalogue().contract(contract.id()) : contract);
    }
    return new Catalogue(contracts);
  }

  private SortedMap<CalendarId, BusinessCalendar> calendars() {
    SortedMap<CalendarId, BusinessCalendar> calendars = after.calendars();
    calendars.putAll(before.calendars());
    return calendars;
  }

  /** The earlier parameters, with those of commodities that were not margined then. */
  private ParameterSet parameters() {
    ParameterSet earlier = before.parameters();
    SortedMap<CombinedCommodityId, CommodityParameters> commodities =
        new TreeMap<>(after.parameters().commodities());
    commodities.putAll(earlier.commodities());
    return new ParameterSet(
        earlier.id(),
        commodities,
        earlier.ratios(),
        earlier.calls(),
        earlier.spreads(),
        earlier.addOns(),
        earlier.simulation(),
        earlier.fees());
  }

  /** The later calendars, with those that only earlier rate ladders know. */
  private SortedMap<CalendarId, BusinessCalendar> laterCalendars() {
    SortedMap<CalendarId, BusinessCalendar> calendars = before.calendars();
    calendars.putAll(after.calendars());
    return calendars;
  }

  /** The later parameters, with the earlier add-ons and the commodities that those speak of. */
  private ParameterSet laterParameters() {
    ParameterSet later = after.parameters();
    SortedMap<CombinedCommodityId, CommodityParameters> commodities =
        new TreeMap<>(before.parameters().commodities());
    commodities.putAll(later.commodities());
    return new ParameterSet(
        later.id(),
        commodities,
        later.ratios(),
        later.calls(),
        later.spreads(),
        before.parameters().addOns(),
        later.simulation(),
        later.fees());
  }

  private SortedMap<ContractId, Mark> marks(boolean hasLaterPrice, boolean hasLaterVolatility) {
    SortedMap<ContractId, Mark> marks = new TreeMap<>();
    for (Contract contract : after.catalogue().contracts()) {
      ContractId id = contract.id();
      Optional<Mark> later = after.prices().find(id);
      if (!before.isPriced(id)) {
        later.ifPresent(mark -> marks.put(id, mark));
        continue;
      }
      Mark earlier = before.prices().mark(id);
      Price price =
          hasLaterPrice && later.isPresent()
              ? laterPrice(contract, later.get().price())
              : earlier.price();
      OptionalDouble volatility =
          hasLaterVolatility && later.isPresent() && later.get().volatility().isPresent()
              ? later.get().volatility()
              : earlier.volatility();
      marks.put(id, new Mark(price, volatility, earlier.source()));
    }
    return marks;
  }

  private Optional<AveragingState> state(ContractId contract) {
    ValuedMarket of = before.isPriced(contract) ? before : after;
    return Optional.ofNullable(of.prices().averaging().get(contract));
  }

  /**
   * The later price of a contract while its average still stands as it did.
   *
   * <pre>S' = (m * A + (n - m) * F') / n,   F' the later forward of the rest</pre>
   *
   * <p>Taking the later price as it is would turn a day's fixing into a jump of the forward, near
   * the end of the month a wild one.
   */
  private Price laterPrice(Contract contract, Price price) {
    AveragingState earlier = before.prices().averaging().get(contract.id());
    AveragingState later = after.prices().averaging().get(contract.id());
    if (earlier == null || later == null || later.published() == later.scheduled()) {
      return price;
    }
    BigDecimal forward =
        contract
            .product()
            .decimal(price)
            .multiply(BigDecimal.valueOf(later.scheduled()))
            .subtract(later.sum())
            .divide(
                BigDecimal.valueOf(later.scheduled() - later.published()), MathContext.DECIMAL128);
    int open = earlier.scheduled() - earlier.published();
    return contract
        .product()
        .roundedPrice(
            forward
                .multiply(BigDecimal.valueOf(open))
                .add(earlier.sum())
                .divide(BigDecimal.valueOf(earlier.scheduled()), MathContext.DECIMAL128));
  }
}
