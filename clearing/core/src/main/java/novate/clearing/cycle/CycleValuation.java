package novate.clearing.cycle;

import static novate.market.Checks.require;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import novate.clearing.position.Holding;
import novate.clearing.position.PositionEntry;
import novate.clearing.position.Transfer;
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
import novate.market.OptionOnFuture;
import novate.market.Price;
import novate.market.PriceSet;
import novate.scenario.FeeSchedule;
import novate.settlement.Expiry;
import novate.settlement.ExpiryTerms.FuturesTrade;
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
 * requirement = IM + add-ons - unsettled VM - premium receivable + premium payable + fees due
 * </pre>
 *
 * <p>At an end of day the cycle posts its own variation margin, settlement cash and the premium
 * that fell due, so only the day's premium, due tomorrow, is left to settle; contracts on their
 * last day are settled and closed and carry no margin. What is exercised is paid in cash, or
 * becomes a future before anything is valued, so that the future's variation margin pays for it in
 * the same cycle. An intraday cycle posts nothing: everything since the last end of day is
 * unsettled, and a premium-style option that has expired counts as the cash it will bring at the
 * cycle's price, since it is in no margin any more.
 */
public final class CycleValuation {
  private final Value value;
  private final Registry registry;
  private final PriceSet prices;
  private final Optional<Exercises> exercises;
  private final long[] clearingFeeByContract;
  private final long[] exerciseFeeByContract;
  private final MarginEngine engine;
  private final PricedMarket market;

  /**
   * A valuation on what {@code value} names; throws when the registry, the price set or the
   * exercises are not that.
   *
   * @param exercises none when {@code value} names none: then everything in the money on its last
   *     day is exercised, which needs no knowledge of other accounts
   */
  public CycleValuation(
      Value value, Registry registry, PriceSet prices, Optional<Exercises> exercises) {
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
    String exercisesHash = exercises.map(Exercises::hash).orElse("none");
    require(
        exercisesHash.equals(Objects.requireNonNullElse(value.getExercisesHash(), "none"))
            && exercises.stream().allMatch(e -> e.cycleId().equals(value.getCycleId())),
        "%s is valued with exercises %s, got %s",
        value.getCycleId(),
        value.getExercisesHash(),
        exercisesHash);
    this.exercises = exercises;
    this.value = value;
    this.registry = registry;
    this.prices = prices;
    FeeSchedule fees =
        registry.parameters(value.getParameterSetId(), value.getParameterSetHash()).fees();
    List<Contract> contracts = registry.catalogue().contracts();
    this.clearingFeeByContract =
        contracts.stream().mapToLong(c -> fees.clearing(c.product()).minorUnits()).toArray();
    this.exerciseFeeByContract =
        contracts.stream().mapToLong(c -> fees.exercise(c.product()).minorUnits()).toArray();
    this.engine =
        new MarginEngine(
            registry.catalogue(),
            registry.calendars(),
            registry.parameters(value.getParameterSetId(), value.getParameterSetHash()),
            registry.scenarios(value.getScenarioSetId(), value.getScenarioSetHash()));
    this.market = engine.market(prices, MarketState.NONE);
  }

  /**
   * The holdings that are worth a line: a position that was opened and closed on one day is none
   * unless its fee is still to be charged.
   */
  public List<Holding> relevant(List<Holding> holdings) {
    return holdings.stream()
        .filter(
            holding ->
                holding.lots() != 0
                    || holding.costTicks() != 0
                    || holding.premiumDue() != 0
                    || clearingFee(holding) != 0)
        .toList();
  }

  /** The result of one account on its {@link #relevant} holdings. */
  public CycleResult result(int accountIndex, List<Holding> holdings) {
    Account account = registry.account(accountIndex);
    List<Holding> exercised = exercised(accountIndex, holdings);
    Map<Integer, Long> cutLots = new HashMap<>();
    holdings.forEach(holding -> cutLots.put(holding.contractIndex(), holding.lots()));
    List<PositionResult> positions =
        exercised.stream()
            .map(
                holding ->
                    position(
                        accountIndex, cutLots.getOrDefault(holding.contractIndex(), 0L), holding))
            .toList();
    Requirement margin = requirement(account, exercised);
    return CycleResult.newBuilder()
        .setCycleId(value.getCycleId())
        .setBusinessDate(value.getBusinessDate())
        .setKind(value.getKind())
        .setAccountIndex(accountIndex)
        .setAccountId(account.id().value())
        .setMemberId(account.member().value())
        .setAccountGroup(AccountGroup.of(account).name())
        .setCurrencies(currencies(exercised, positions, margin))
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

  /**
   * What exercise moves from an account's options to its futures at this end of day.
   *
   * @param holdings of the account at the cut
   */
  public List<Transfer> transfers(int accountIndex, List<Holding> holdings) {
    List<Transfer> transfers = new ArrayList<>();
    for (Holding holding : holdings) {
      long lots = exercisedLots(accountIndex, holding.contractIndex(), holding.lots());
      if (lots != 0 && contract(holding) instanceof OptionOnFuture option) {
        Expiry.of(option, settlement(option.underlying()))
            .trade()
            .ifPresent(
                trade -> {
                  transfers.add(given(accountIndex, holding.contractIndex(), option, lots));
                  transfers.add(received(accountIndex, option, trade, lots));
                });
      }
    }
    return transfers;
  }

  /** The option goes at what its own variation margin still pays for it: nothing or its value. */
  private Transfer given(int accountIndex, int contractIndex, OptionOnFuture option, long lots) {
    long price =
        option.isMarkedToMarket() ? option.intrinsicTicks(settlement(option.underlying())) : 0;
    return new Transfer(
        accountIndex,
        contractIndex,
        Math.negateExact(lots),
        Math.negateExact(Math.multiplyExact(lots, price)));
  }

  private Transfer received(
      int accountIndex, OptionOnFuture option, FuturesTrade trade, long exercisedLots) {
    long lots = Math.multiplyExact(exercisedLots, trade.lotsPerLongLot().value());
    return new Transfer(
        accountIndex,
        registry.catalogue().index(option.underlying().id()),
        lots,
        Math.multiplyExact(lots, trade.price().ticks()));
  }

  /** Lots of a position exercised (positive) or assigned (negative) in this cycle. */
  private long exercisedLots(int accountIndex, int contractIndex, long heldLots) {
    Contract contract = registry.catalogue().contract(contractIndex);
    return exercises
        .map(all -> all.lots(accountIndex, contractIndex))
        .orElseGet(
            () ->
                heldLots != 0
                        && contract instanceof OptionOnFuture
                        && isLastDay(contract)
                        && settlement(contract).ticks() >= 1
                    ? heldLots
                    : 0L);
  }

  /** The holdings after exercise, by contract index; an option that it empties stays. */
  private List<Holding> exercised(int accountIndex, List<Holding> holdings) {
    List<Transfer> transfers = transfers(accountIndex, holdings);
    if (transfers.isEmpty()) {
      return holdings;
    }
    SortedMap<Integer, Holding> byContract = new TreeMap<>();
    holdings.forEach(holding -> byContract.put(holding.contractIndex(), holding));
    for (Transfer transfer : transfers) {
      Holding before =
          byContract.getOrDefault(
              transfer.contractIndex(), new Holding(transfer.contractIndex(), 0, 0, 0));
      byContract.put(transfer.contractIndex(), before.plus(transfer));
    }
    return List.copyOf(byContract.values());
  }

  /**
   * The line of a position. An option shows the lots it had at the cut, a future those it has with
   * what exercise brought; both are marked as they are after it.
   */
  private PositionResult position(int accountIndex, long cutLots, Holding holding) {
    Contract contract = contract(holding);
    boolean isClosing = isLastDay(contract);
    boolean isOption = contract instanceof OptionOnFuture;
    // A premium can be due on an option that is already closed and has no price any more.
    boolean isMarked = cutLots != 0 || holding.lots() != 0 || holding.costTicks() != 0;
    Price settlement = isMarked ? settlement(contract) : new Price(0);
    long tick = contract.product().tickMinorUnits();
    long exercised = exercisedLots(accountIndex, holding.contractIndex(), cutLots);
    long fee = Math.addExact(clearingFee(holding), exerciseFee(holding.contractIndex(), exercised));
    PositionResult.Builder result =
        PositionResult.newBuilder()
            .setContractIndex(holding.contractIndex())
            .setLots(isOption ? cutLots : holding.lots())
            .setSettlementTicks(settlement.ticks())
            .setVariationMargin(0)
            .setSettlementCash(0)
            .setPremiumTraded(0)
            .setIsClosed(isClosing && isMarked)
            .setExercisedLots(exercised)
            .setFees(Math.negateExact(fee));
    if (contract.isMarkedToMarket()) {
      result.setVariationMargin(
          VariationMargin.minorUnits(
              tick, holding.lots(), settlement.ticks(), holding.costTicks()));
    } else {
      result.setPremiumTraded(premium(contract, holding.costTicks()));
      if (isClosing && contract instanceof OptionOnFuture option && !Expiry.endsInFuture(option)) {
        result.setSettlementCash(
            option.product().cash(settlement.ticks(), new Lots(exercised)).minorUnits());
      }
    }
    return result.build();
  }

  private long clearingFee(Holding holding) {
    return Math.multiplyExact(holding.feeLots(), clearingFeeByContract[holding.contractIndex()]);
  }

  private long exerciseFee(int contractIndex, long exercisedLots) {
    return Math.multiplyExact(Math.absExact(exercisedLots), exerciseFeeByContract[contractIndex]);
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
            new Money(currency, isEndOfDay ? 0 : Math.negateExact(flow.fees)));
    CurrencyRequirement parts =
        margin.find(currency).orElseGet(() -> CurrencyRequirement.none(currency));
    return CurrencyResult.newBuilder()
        .setCurrency(currency.code())
        .setVariationMargin(flow.variationMargin)
        .setSettlementCash(flow.settlementCash)
        .setPremiumPosted(premiumPosted)
        .setFees(flow.fees)
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
    private long fees;

    void add(Holding holding, PositionResult position) {
      variationMargin = Math.addExact(variationMargin, position.getVariationMargin());
      settlementCash = Math.addExact(settlementCash, position.getSettlementCash());
      premiumDue = Math.addExact(premiumDue, holding.premiumDue());
      premiumTraded = Math.addExact(premiumTraded, position.getPremiumTraded());
      fees = Math.addExact(fees, position.getFees());
    }
  }
}
