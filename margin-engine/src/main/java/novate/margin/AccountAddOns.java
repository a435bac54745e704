package novate.margin;

import static novate.market.Checks.found;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import novate.margin.MarketState.FixingTrust;
import novate.margin.addon.AddOnInputs;
import novate.margin.addon.AddOns;
import novate.margin.addon.ExpiringExposure;
import novate.margin.addon.MarketExposure;
import novate.margin.addon.MarketStateMissingException;
import novate.margin.addon.TailScenarios;
import novate.margin.simulation.SimulationEngine;
import novate.market.AccountId;
import novate.market.AveragingState;
import novate.market.BusinessCalendar;
import novate.market.CalendarId;
import novate.market.Catalogue;
import novate.market.CombinedCommodityId;
import novate.market.Contract;
import novate.market.FinalSettlement;
import novate.market.Future;
import novate.market.Lots;
import novate.market.Money;
import novate.market.OptionOnFuture;
import novate.market.Product;
import novate.scenario.AddOnParameters;
import novate.scenario.AddOnPolicy;
import novate.scenario.ParameterSet;
import novate.scenario.WrongWayExposure;

/** Collects what the add-ons of an account rest on from its risk, its positions and the market. */
final class AccountAddOns {
  private final Catalogue catalogue;
  private final Map<CalendarId, BusinessCalendar> calendars;
  private final ParameterSet parameters;
  private final AddOnPolicy policy;

  AccountAddOns(
      Catalogue catalogue, Map<CalendarId, BusinessCalendar> calendars, ParameterSet parameters) {
    this.catalogue = catalogue;
    this.calendars = calendars;
    this.parameters = parameters;
    this.policy = parameters.addOns();
  }

  /**
   * The add-ons of an account whose initial margin is known.
   *
   * @throws IllegalArgumentException when an add-on asks for what the market's state does not hold
   */
  AddOns of(
      AccountId account,
      Collection<CurrencyRequirement> currencies,
      PortfolioPositions positions,
      PricedMarket market) {
    return AddOns.of(
        new AddOnInputs(
            account,
            market.prices().date(),
            currencies.stream()
                .flatMap(
                    currency ->
                        currency.commodities().stream()
                            .filter(risk -> policy.addOns().containsKey(risk.commodity()))
                            .map(risk -> exposure(currency, risk)))
                .toList(),
            expiring(positions, market),
            tails(account, currencies, positions, market),
            policy.addOns(),
            policy.wrongWay(),
            policy.manual()));
  }

  private MarketExposure exposure(CurrencyRequirement currency, CommodityRisk risk) {
    Product product = firstProduct(risk.commodity());
    return new MarketExposure(
        risk.commodity(),
        risk.netDelta(),
        parameters.commodity(risk.commodity()).spreads().unitsPerDelta(product),
        marketRisk(currency, risk),
        calendar(product));
  }

  /** The measure that the commodity's set asks for; of a simulation, the commodity alone. */
  private static Money marketRisk(CurrencyRequirement currency, CommodityRisk risk) {
    return currency
        .simulatedSet(risk.commodity())
        .map(
            set -> {
              Money alone = set.simulation().alone(risk.commodity());
              return switch (set.simulation().set().policy()) {
                case SCAN -> risk.risk();
                case SIMULATION -> alone;
                case LARGER -> alone.minorUnits() > risk.risk().minorUnits() ? alone : risk.risk();
              };
            })
        .orElse(risk.risk());
  }

  private Product firstProduct(CombinedCommodityId commodity) {
    for (Contract contract : catalogue.contracts()) {
      if (contract.commodity().equals(commodity)) {
        return contract.product();
      }
    }
    throw new IllegalArgumentException("commodity %s has no contract".formatted(commodity));
  }

  private List<ExpiringExposure> expiring(PortfolioPositions positions, PricedMarket market) {
    List<ExpiringExposure> expiring = new ArrayList<>();
    for (int p = 0; p < positions.size(); p++) {
      Contract contract = catalogue.contract(positions.contractIndex()[p]);
      AddOnParameters terms = policy.addOns().get(contract.commodity());
      if (terms != null && isBeingFixed(contract, market)) {
        expiring.add(expiring(contract, positions.lots()[p], terms, market));
      }
    }
    return expiring;
  }

  private ExpiringExposure expiring(
      Contract contract, long lots, AddOnParameters terms, PricedMarket market) {
    FixingTrust trust =
        terms.fixingQuality().isEmpty() ? new FixingTrust(false, 0) : trust(contract, market);
    return new ExpiringExposure(
        contract.commodity(),
        contract.id(),
        new Lots(lots),
        contract.product().size(),
        riskAlone(contract, lots, market),
        trust.isLowConfidence(),
        trust.manipulationRatio(),
        averaging(future(contract), market));
  }

  private static FixingTrust trust(Contract contract, PricedMarket market) {
    FixingTrust trust = market.state().fixings().get(contract.id());
    if (trust == null) {
      throw new MarketStateMissingException(
          "contract %s is being fixed, and nothing is known of the quality of its fixings"
              .formatted(contract.id()));
    }
    return trust;
  }

  private static Money riskAlone(Contract contract, long lots, PricedMarket market) {
    long worst = 0;
    for (long loss : market.arrays().array(contract.id())) {
      worst = Math.max(worst, Math.multiplyExact(lots, loss));
    }
    return new Money(contract.product().currency(), worst);
  }

  /** In its averaging month once a fixing is out; otherwise from the day before its last day on. */
  private boolean isBeingFixed(Contract contract, PricedMarket market) {
    Future future = future(contract);
    LocalDate date = market.prices().date();
    return switch (future.product().finalSettlement()) {
      case MONTHLY_AVERAGE ->
          averaging(future, market).map(state -> state.published() > 0).orElse(false);
      case LAST_FIXING -> !future.expiry().isAfter(calendar(future.product()).next(date));
    };
  }

  /** The contract whose fixings decide: itself, or the underlying of an option. */
  private static Future future(Contract contract) {
    return switch (contract) {
      case Future itself -> itself;
      case OptionOnFuture option -> option.underlying();
    };
  }

  private static Optional<AveragingState> averaging(Future future, PricedMarket market) {
    return future.product().finalSettlement() == FinalSettlement.MONTHLY_AVERAGE
        ? Optional.ofNullable(market.prices().averaging().get(future.id()))
        : Optional.empty();
  }

  private List<TailScenarios> tails(
      AccountId account,
      Collection<CurrencyRequirement> currencies,
      PortfolioPositions positions,
      PricedMarket market) {
    List<TailScenarios> tails = new ArrayList<>();
    for (WrongWayExposure exposure : policy.wrongWay()) {
      if (exposure.account().equals(account)) {
        SimulationEngine simulation =
            market
                .simulation()
                .orElseThrow(
                    () ->
                        new IllegalArgumentException(
                            "account %s is exposed to its own factor %s, and nothing is simulated"
                                .formatted(account, exposure.factor())));
        Product product = firstProduct(exposure.factor());
        Money initialMargin =
            currencies.stream()
                .filter(each -> each.currency().equals(product.currency()))
                .map(CurrencyRequirement::initialMargin)
                .findFirst()
                .orElse(Money.zero(product.currency()));
        tails.add(
            new TailScenarios(
                exposure.factor(),
                simulation.moves(exposure.factor()),
                simulation.losses(positions, product.currency()),
                initialMargin));
      }
    }
    return tails;
  }

  private BusinessCalendar calendar(Product product) {
    return found(
        calendars.get(product.calendar()),
        "product %s: calendar %s is not known",
        product.id(),
        product.calendar());
  }
}
