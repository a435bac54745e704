package novate.margin.scan;

import static novate.market.Checks.found;
import static novate.market.Checks.require;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import novate.market.Catalogue;
import novate.market.CombinedCommodityId;
import novate.market.Contract;
import novate.market.CurrencyCode;
import novate.market.Future;
import novate.market.OptionOnFuture;
import novate.market.OptionRight;
import novate.scenario.ParameterSet;
import novate.scenario.Period;
import org.jspecify.annotations.Nullable;

/**
 * Where every contract of a catalogue stands: its combined commodity, its period, what its delta
 * and a short lot of it count. Built once per catalogue and parameter set; flat arrays by contract
 * index, shared by all accounts.
 *
 * <p>An option belongs to the period of its underlying.
 */
public final class CommodityLayout {
  private final List<CommodityPlan> plans;
  private final List<SpreadGroup> groups;
  private final int[] groupOf;
  private final int[] planOf;
  private final int[] periodOf;
  private final int[] deltaScaling;
  private final long[] shortMinimum;
  private final boolean[] isCall;

  /** By place and period: the contracts, in the order of listing. */
  private final List<List<List<Integer>>> contractsOf;

  /**
   * The layout of a catalogue.
   *
   * @throws IllegalArgumentException when contracts of one combined commodity have different
   *     currencies, a commodity has no parameters, a short option minimum is not a whole number of
   *     minor units, or a scan-based credit joins commodities of different currencies or has a
   *     target without a listed contract
   */
  public CommodityLayout(Catalogue catalogue, ParameterSet parameters) {
    this.plans = plans(catalogue, parameters);
    this.groups = SpreadGroup.all(plans, parameters.spreads());
    this.groupOf = new int[plans.size()];
    for (int g = 0; g < groups.size(); g++) {
      for (int place : groups.get(g).places()) {
        groupOf[place] = g;
      }
    }
    int contracts = catalogue.size();
    this.planOf = new int[contracts];
    this.periodOf = new int[contracts];
    this.deltaScaling = new int[contracts];
    this.shortMinimum = new long[contracts];
    this.isCall = new boolean[contracts];
    this.contractsOf = new ArrayList<>();
    for (CommodityPlan plan : plans) {
      contractsOf.add(plan.periods().stream().<List<Integer>>map(_ -> new ArrayList<>()).toList());
    }
    for (int c = 0; c < contracts; c++) {
      place(c, catalogue.contract(c));
    }
  }

  private void place(int contractIndex, Contract contract) {
    int plan =
        Collections.binarySearch(commodities(), contract.commodity(), Comparator.naturalOrder());
    CommodityPlan commodity = plans.get(plan);
    BigDecimal scaling = commodity.parameters().spreads().deltaScaling(contract.product().id());
    planOf[contractIndex] = plan;
    periodOf[contractIndex] = commodity.periods().indexOf(period(contract));
    contractsOf.get(plan).get(periodOf[contractIndex]).add(contractIndex);
    deltaScaling[contractIndex] = Math.toIntExact(Deltas.ofDecimal(scaling));
    if (contract instanceof OptionOnFuture option) {
      isCall[contractIndex] = option.right() == OptionRight.CALL;
      shortMinimum[contractIndex] = shortMinimum(commodity, option, scaling);
    }
  }

  /** Ten-thousandths of a minor unit per short lot; zero where no rate is set for its period. */
  private static long shortMinimum(
      CommodityPlan commodity, OptionOnFuture option, BigDecimal scaling) {
    Optional<BigDecimal> rate =
        commodity
            .parameters()
            .spreads()
            .shortOptionMinimum()
            .flatMap(minimum -> minimum.rate(period(option)));
    if (rate.isEmpty()) {
      return 0;
    }
    BigDecimal minorUnits = CommodityPlan.minorUnits(rate.get(), commodity.currency());
    require(
        minorUnits.stripTrailingZeros().scale() <= 0,
        "short option minimum of commodity %s is %s %s, not a whole number of minor units",
        commodity.id(),
        rate.get().toPlainString(),
        commodity.currency());
    return Deltas.ofDecimal(minorUnits.multiply(scaling));
  }

  private static List<CommodityPlan> plans(Catalogue catalogue, ParameterSet parameters) {
    SortedMap<CombinedCommodityId, CurrencyCode> currencies = new TreeMap<>();
    SortedMap<CombinedCommodityId, SortedSet<Period>> periods = new TreeMap<>();
    for (Contract contract : catalogue.contracts()) {
      CurrencyCode currency = contract.product().currency();
      CurrencyCode first = currencies.putIfAbsent(contract.commodity(), currency);
      require(
          first == null || first.equals(currency),
          "contract %s is in %s, but its commodity %s is in %s",
          contract.id(),
          currency,
          contract.commodity(),
          first);
      periods.computeIfAbsent(contract.commodity(), _ -> new TreeSet<>()).add(period(contract));
    }
    List<CommodityPlan> plans = new ArrayList<>();
    periods.forEach(
        (id, ofCommodity) ->
            plans.add(
                CommodityPlan.of(
                    plans.size(),
                    id,
                    currency(currencies, id),
                    parameters.commodity(id),
                    List.copyOf(ofCommodity))));
    return List.copyOf(plans);
  }

  private static CurrencyCode currency(
      SortedMap<CombinedCommodityId, CurrencyCode> currencies, CombinedCommodityId id) {
    return found(currencies.get(id), "commodity %s has no currency", id);
  }

  /** The period that a contract's delta counts in. */
  public static Period period(Contract contract) {
    return switch (contract) {
      case Future future -> Period.of(future.month());
      case OptionOnFuture option -> Period.of(option.underlying().month());
    };
  }

  /** Combined commodities by place, ascending by id. */
  public List<CombinedCommodityId> commodities() {
    return plans.stream().map(CommodityPlan::id).toList();
  }

  /** Place of the combined commodity of a contract. */
  public int commodityOf(int contractIndex) {
    return planOf[contractIndex];
  }

  /** Nothing held yet of the commodity in a place. */
  public CommodityExposure emptyExposure(int commodity, RiskArrays arrays) {
    return new CommodityExposure(plans.get(commodity), arrays.scenarios().size());
  }

  /** Combined commodities with a listed contract; places run from 0 to one less. */
  public int commodityCount() {
    return plans.size();
  }

  /** The combined commodity in a place. */
  public CombinedCommodityId commodity(int place) {
    return plans.get(place).id();
  }

  /** The currency of the commodity in a place. */
  public CurrencyCode currency(int place) {
    return plans.get(place).currency();
  }

  /**
   * The group of the commodity in a place. Commodities are in one group when spreads or scan-based
   * credits link them, directly or through others: what happens in one group changes nothing in
   * another. Groups are numbered from 0.
   */
  public int groupOf(int commodity) {
    return groupOf[commodity];
  }

  /**
   * The groups in which something is held, ascending.
   *
   * @param exposures by place of the commodity; null where nothing is held
   */
  public int[] groupsHeld(@Nullable CommodityExposure[] exposures) {
    return IntStream.range(0, groups.size())
        .filter(g -> Arrays.stream(groups.get(g).places()).anyMatch(p -> exposures[p] != null))
        .toArray();
  }

  /** Places of the commodities of a group, ascending; a copy. */
  public int[] commoditiesOfGroup(int group) {
    return groups.get(group).places().clone();
  }

  SpreadGroup group(int group) {
    return groups.get(group);
  }

  /**
   * The contract whose scan range stands for a period: the first one listed that is priced; when
   * the period has none, that of the nearest later period, then of the nearest earlier one.
   *
   * @throws IllegalArgumentException when no contract of the commodity is priced
   */
  int reference(CommodityPlan plan, int period, RiskArrays arrays) {
    List<List<Integer>> contracts = contractsOf.get(plan.place());
    return IntStream.concat(
            IntStream.range(period, contracts.size()),
            IntStream.rangeClosed(1, period).map(back -> period - back))
        .flatMap(p -> contracts.get(p).stream().mapToInt(Integer::intValue))
        .filter(arrays::isPriced)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "commodity %s has no priced contract".formatted(plan.id())));
  }

  List<CommodityPlan> plans() {
    return plans;
  }

  int periodOf(int contractIndex) {
    return periodOf[contractIndex];
  }

  /** Ten-thousandths of a delta of the commodity per delta of the contract. */
  int deltaScaling(int contractIndex) {
    return deltaScaling[contractIndex];
  }

  /** Ten-thousandths of a minor unit per short lot; zero for futures. */
  long shortMinimum(int contractIndex) {
    return shortMinimum[contractIndex];
  }

  boolean isCall(int contractIndex) {
    return isCall[contractIndex];
  }
}
