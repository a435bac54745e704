package novate.clearing.cycle;

import static novate.market.Checks.require;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import novate.clearing.position.Holding;
import novate.clearing.position.PositionEntry;
import novate.clearing.registry.Registry;
import novate.margin.CurrencyRequirement;
import novate.margin.MarginEngine;
import novate.margin.MarketState;
import novate.margin.PortfolioPositions;
import novate.margin.PricedMarket;
import novate.margin.Requirement;
import novate.margin.UnsettledFlows;
import novate.margin.VariationMargin;
import novate.market.Account;
import novate.market.AccountGroup;
import novate.market.Contract;
import novate.market.CurrencyCode;
import novate.market.Lots;
import novate.market.Money;
import novate.market.Price;
import novate.market.PriceSet;
import novate.wire.PriceSetCodec;
import novate.wire.event.CurrencyResult;
import novate.wire.event.CurrencySum;
import novate.wire.event.CycleKind;
import novate.wire.event.CycleResult;
import novate.wire.event.Exposure;
import novate.wire.event.PositionResult;
import novate.wire.event.Value;

/**
 * Values accounts for one cycle.
 *
 * <pre>
 * requirement = IM + add-ons - unsettled VM - premium receivable + premium payable
 * </pre>
 *
 * <p>At an end of day the cycle posts its own variation margin, settlement cash and the premium
 * that fell due, so only the day's premium, due tomorrow, is left to settle; contracts on their
 * last day are settled and closed and carry no margin. An intraday cycle posts nothing: everything
 * since the last end of day is unsettled, and a premium-style option that has expired counts as the
 * cash it will bring at the cycle's price, since it is in no margin any more.
 */
public final class CycleValuation {
  private final Value value;
  private final Registry registry;
  private final PriceSet prices;
  private final MarginEngine engine;
  private final PricedMarket market;

  /**
   * A valuation on what {@code value} names; throws when the registry or the price set is not that.
   */
  public CycleValuation(Value value, Registry registry, PriceSet prices) {
    String pricesHash = PriceSetCodec.hash(prices);
    require(
        prices.id().equals(value.getPriceSetId())
            && pricesHash.equals(value.getPriceSetHash())
            && prices.date().equals(value.getBusinessDate()),
        "%s of %s is valued on %s with hash %s, got %s of %s with hash %s",
        value.getCycleId(),
        value.getBusinessDate(),
        value.getPriceSetId(),
        value.getPriceSetHash(),
        prices.id(),
        prices.date(),
        pricesHash);
    this.value = value;
    this.registry = registry;
    this.prices = prices;
    this.engine =
        new MarginEngine(
            registry.catalogue(),
            registry.calendars(),
            registry.parameters(value.getParameterSetId(), value.getParameterSetHash()),
            registry.scenarios(value.getScenarioSetId(), value.getScenarioSetHash()));
    this.market = engine.market(prices, MarketState.NONE);
  }

  /** The result of one account. */
  public CycleResult result(int accountIndex, List<Holding> holdings) {
    Account account = registry.account(accountIndex);
    List<PositionResult> positions = holdings.stream().map(this::position).toList();
    Requirement margin = requirement(account, holdings);
    return CycleResult.newBuilder()
        .setCycleId(value.getCycleId())
        .setBusinessDate(value.getBusinessDate())
        .setKind(value.getKind())
        .setAccountIndex(accountIndex)
        .setAccountId(account.id().value())
        .setMemberId(account.member().value())
        .setAccountGroup(AccountGroup.of(account).name())
        .setCurrencies(currencies(holdings, positions, margin))
        .setPositions(positions)
        .build();
  }

  /**
   * The live requirement of an account on what it holds now; none while it holds something that was
   * listed, or an account that was opened, after the prices were sealed: unknown is not zero.
   */
  public Optional<Exposure> exposure(int accountIndex, List<Holding> holdings) {
    boolean isKnown =
        accountIndex < registry.accounts().size()
            && holdings.stream().allMatch(holding -> isPriced(holding.contractIndex()));
    if (!isKnown) {
      return Optional.empty();
    }
    Account account = registry.account(accountIndex);
    Requirement margin = requirement(account, holdings);
    List<CurrencySum> sums = new ArrayList<>();
    margin
        .currencies()
        .forEach(
            (currency, requirement) ->
                sums.add(new CurrencySum(currency.code(), requirement.required().minorUnits())));
    return Optional.of(new Exposure(accountIndex, account.id().value(), prices.id(), sums));
  }

  private Requirement requirement(Account account, List<Holding> holdings) {
    return engine.requirement(
        account.id(), account.accountClass(), openPositions(holdings), market);
  }

  private boolean isPriced(int contractIndex) {
    return contractIndex < registry.catalogue().size()
        && (market.arrays().isPriced(contractIndex)
            || isDone(registry.catalogue().contract(contractIndex)));
  }

  /**
   * Rolls an entry over the end of day: marked to the new settlement price, or closed when the
   * contract is done.
   */
  public void roll(int contractIndex, PositionEntry entry) {
    Contract contract = registry.catalogue().contract(contractIndex);
    long carried = 0;
    if (isLastDay(contract)) {
      entry.lots = Math.subtractExact(entry.lots, entry.cutLots);
    } else if (contract.isMarkedToMarket()) {
      carried = Math.multiplyExact(entry.cutLots, settlement(contract).ticks());
    }
    entry.premiumDueMinor = contract.isMarkedToMarket() ? 0 : premium(contract, entry.cutCostTicks);
    entry.costTicks =
        Math.addExact(Math.subtractExact(entry.costTicks, entry.cutCostTicks), carried);
  }

  private PositionResult position(Holding holding) {
    Contract contract = registry.catalogue().contract(holding.contractIndex());
    boolean isClosing = isLastDay(contract);
    // A premium can be due on an option that is already closed and has no price any more.
    boolean isMarked = holding.lots() != 0 || holding.costTicks() != 0;
    Price settlement = isMarked ? settlement(contract) : new Price(0);
    long tick = contract.product().tickMinorUnits();
    PositionResult.Builder result =
        PositionResult.newBuilder()
            .setContractIndex(holding.contractIndex())
            .setLots(holding.lots())
            .setSettlementTicks(settlement.ticks())
            .setVariationMargin(0)
            .setSettlementCash(0)
            .setPremiumTraded(0)
            .setIsClosed(isClosing && isMarked);
    if (contract.isMarkedToMarket()) {
      result.setVariationMargin(
          VariationMargin.minorUnits(
              tick, holding.lots(), settlement.ticks(), holding.costTicks()));
    } else {
      result.setPremiumTraded(premium(contract, holding.costTicks()));
      if (isClosing) {
        result.setSettlementCash(
            contract.product().cash(settlement.ticks(), new Lots(holding.lots())).minorUnits());
      }
    }
    return result.build();
  }

  private List<CurrencyResult> currencies(
      List<Holding> holdings, List<PositionResult> positions, Requirement margin) {
    SortedMap<CurrencyCode, Flows> flows = new TreeMap<>();
    for (int i = 0; i < holdings.size(); i++) {
      CurrencyCode currency = contract(holdings.get(i)).product().currency();
      Flows flow = flows.computeIfAbsent(currency, _ -> new Flows());
      flow.add(holdings.get(i), positions.get(i));
      flow.expiredValue = Math.addExact(flow.expiredValue, expiredValue(holdings.get(i)));
    }
    // An add-on may be required in a currency in which nothing is held.
    margin.currencies().keySet().forEach(each -> flows.computeIfAbsent(each, _ -> new Flows()));
    List<CurrencyResult> results = new ArrayList<>();
    flows.forEach((currency, flow) -> results.add(currency(currency, flow, margin)));
    return results;
  }

  private CurrencyResult currency(CurrencyCode currency, Flows flow, Requirement margin) {
    boolean isEndOfDay = value.getKind() == CycleKind.END_OF_DAY;
    long premiumPosted = isEndOfDay ? flow.premiumDue : 0;
    long premiumUnsettled =
        Math.subtractExact(Math.addExact(flow.premiumDue, flow.premiumTraded), premiumPosted);
    long received = Math.addExact(flow.variationMargin, flow.expiredValue);
    Money unsettledVariation = new Money(currency, isEndOfDay ? 0 : received);
    UnsettledFlows unsettled =
        new UnsettledFlows(
            unsettledVariation,
            new Money(currency, Math.max(0, premiumUnsettled)),
            new Money(currency, Math.max(0, Math.negateExact(premiumUnsettled))),
            Money.zero(currency));
    CurrencyRequirement parts =
        margin.find(currency).orElseGet(() -> CurrencyRequirement.none(currency));
    return CurrencyResult.newBuilder()
        .setCurrency(currency.code())
        .setVariationMargin(flow.variationMargin)
        .setSettlementCash(flow.settlementCash)
        .setPremiumPosted(premiumPosted)
        .setPremiumUnsettled(premiumUnsettled)
        .setNetOptionValue(parts.netOptionValue().minorUnits())
        .setInitialMargin(parts.initialMargin().minorUnits())
        .setRequirement(unsettled.requirement(parts.required()).minorUnits())
        .setCommodities(parts.commodities().stream().map(MarginCodec::commodity).toList())
        .setSimulated(parts.simulated().stream().map(MarginCodec::simulated).toList())
        .setAddOns(parts.addOns().stream().map(MarginCodec::addOn).toList())
        .build();
  }

  private PortfolioPositions openPositions(List<Holding> holdings) {
    List<Holding> open =
        holdings.stream().filter(h -> h.lots() != 0 && !isDone(contract(h))).toList();
    return PortfolioPositions.ofSorted(
        open.stream().mapToInt(Holding::contractIndex).toArray(),
        open.stream().mapToLong(Holding::lots).toArray());
  }

  /** What an option brings that has expired but is settled only by a later end of day. */
  private long expiredValue(Holding holding) {
    Contract contract = contract(holding);
    boolean isWaiting =
        !contract.isMarkedToMarket()
            && holding.lots() != 0
            && isDone(contract)
            && !isLastDay(contract);
    return isWaiting
        ? contract
            .product()
            .cash(settlement(contract).ticks(), new Lots(holding.lots()))
            .minorUnits()
        : 0;
  }

  /** The cash for options traded at a cost: the buyer pays, which is negative. */
  private static long premium(Contract option, long costTicks) {
    return Math.negateExact(Math.multiplyExact(costTicks, option.product().tickMinorUnits()));
  }

  /** True when nothing can move the contract's value any more but its final settlement price. */
  private boolean isDone(Contract contract) {
    Instant expiry =
        contract
            .expiry()
            .atTime(contract.product().expiryTime())
            .atZone(registry.calendar(contract.product().calendar()).zone())
            .toInstant();
    return isLastDay(contract) || !expiry.isAfter(prices.asOf());
  }

  /** True when this cycle settles the contract for the last time. */
  private boolean isLastDay(Contract contract) {
    LocalDate date = value.getBusinessDate();
    return value.getKind() == CycleKind.END_OF_DAY && !contract.expiry().isAfter(date);
  }

  private Price settlement(Contract contract) {
    return prices.mark(contract.id()).price();
  }

  private Contract contract(Holding holding) {
    return registry.catalogue().contract(holding.contractIndex());
  }

  /** Cash of one account in one currency, minor units, while its positions are added. */
  private static final class Flows {
    private long variationMargin;
    private long settlementCash;
    private long premiumDue;
    private long premiumTraded;
    private long expiredValue;

    void add(Holding holding, PositionResult position) {
      variationMargin = Math.addExact(variationMargin, position.getVariationMargin());
      settlementCash = Math.addExact(settlementCash, position.getSettlementCash());
      premiumDue = Math.addExact(premiumDue, holding.premiumDue());
      premiumTraded = Math.addExact(premiumTraded, position.getPremiumTraded());
    }
  }
}
