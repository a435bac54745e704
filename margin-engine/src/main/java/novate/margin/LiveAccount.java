package novate.margin;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import novate.margin.scan.CommodityExposure;
import novate.margin.scan.CommodityLayout;
import novate.margin.scan.PortfolioScan;
import novate.margin.scan.RiskArrays;
import novate.market.AccountClass;
import novate.market.CurrencyCode;
import novate.market.Money;
import org.jspecify.annotations.Nullable;

/**
 * One account whose initial margin is known after every trade: what {@link MarginEngine} finds from
 * all positions, kept up to date from the change alone. Exposures are sums, so a trade is added
 * without looking at the other positions; only the commodities that spreads link with the traded
 * one are evaluated again. The result equals {@link MarginEngine#requirement} to the last digit.
 *
 * <p>A change that overflows, or is in a contract without a risk array, throws and leaves the
 * account as it was. Mutable; one thread at a time.
 */
public final class LiveAccount {
  private final MarginEngine engine;
  private final CommodityLayout layout;
  private final AccountClass accountClass;
  private final RiskArrays arrays;
  private final BigDecimal ratio;

  /** Lots held by contract index; a flat position is left out. */
  private final TreeMap<Integer, Long> lots = new TreeMap<>();

  /** By place of the commodity; null where nothing is held. Never written, only replaced. */
  private @Nullable CommodityExposure[] exposures;

  /** By place of the commodity: charge less net option value, minor units. */
  private final long[] afterOptions;

  /** By place of the commodity: place of its currency in {@link #currencies}. */
  private final int[] currencyOf;

  private final List<CurrencyCode> currencies = new ArrayList<>();

  /** By currency: sums of {@link #afterOptions}, as they are and each at least zero. */
  private long[] pooled;

  private long[] capped;

  /** By group: its explained risks, unless a change has made them out of date. */
  private final Map<Integer, List<CommodityRisk>> explained = new HashMap<>();

  /**
   * An account with the positions given.
   *
   * @throws IllegalArgumentException as {@link MarginEngine#requirement}
   * @throws ArithmeticException when a sum does not fit a long
   */
  public LiveAccount(
      MarginEngine engine,
      AccountClass accountClass,
      PortfolioPositions positions,
      RiskArrays arrays) {
    engine.requireOwn(arrays);
    this.engine = engine;
    this.layout = engine.layout();
    this.accountClass = accountClass;
    this.arrays = arrays;
    this.ratio = engine.ratio(accountClass);
    this.exposures = engine.exposures(positions, arrays);
    this.afterOptions = new long[layout.commodityCount()];
    this.currencyOf = new int[layout.commodityCount()];
    for (int place = 0; place < currencyOf.length; place++) {
      CurrencyCode currency = layout.currency(place);
      if (!currencies.contains(currency)) {
        currencies.add(currency);
      }
      currencyOf[place] = currencies.indexOf(currency);
    }
    this.pooled = new long[currencies.size()];
    this.capped = new long[currencies.size()];
    for (int p = 0; p < positions.size(); p++) {
      lots.put(positions.contractIndex()[p], positions.lots()[p]);
    }
    for (int group : layout.groupsHeld(exposures)) {
      commit(evaluation(group, exposures));
    }
  }

  /**
   * Trades some lots.
   *
   * @param contractIndex index in the engine's catalogue
   * @param lotsChange signed; positive is bought
   * @throws IllegalArgumentException naming the contract when it has no risk array
   * @throws ArithmeticException when a sum does not fit a long
   */
  public void change(int contractIndex, long lotsChange) {
    arrays.requirePriced(contractIndex);
    long before = lots(contractIndex);
    long after = Math.addExact(before, lotsChange);
    int commodity = layout.commodityOf(contractIndex);
    // A copy: what throws on the way must leave the account as it was.
    @Nullable CommodityExposure[] next = exposures.clone();
    CommodityExposure held = next[commodity];
    CommodityExposure changed =
        (held == null ? layout.emptyExposure(commodity, arrays) : held)
            .changed(contractIndex, before, after, layout, arrays);
    next[commodity] = changed.isFlat() ? null : changed;
    commit(evaluation(layout.groupOf(commodity), next));
    exposures = next;
    if (after == 0) {
      lots.remove(contractIndex);
    } else {
      lots.put(contractIndex, after);
    }
  }

  /** What a group comes to after a change, by member, and the sums of its currencies. */
  private record Evaluation(int group, long[] afterOptions, long[] pooled, long[] capped) {}

  private Evaluation evaluation(int group, @Nullable CommodityExposure[] next) {
    int[] places = layout.commoditiesOfGroup(group);
    long[] members = PortfolioScan.risks(layout, arrays, group, next);
    long[] pooledNext = pooled.clone();
    long[] cappedNext = capped.clone();
    for (int member = 0; member < members.length; member++) {
      int place = places[member];
      int currency = currencyOf[place];
      CommodityExposure exposure = next[place];
      long optionValue = exposure == null ? 0 : exposure.optionValue();
      long before = afterOptions[place];
      long after = Math.subtractExact(MarginEngine.charge(members[member], ratio), optionValue);
      members[member] = after;
      pooledNext[currency] = Math.addExact(pooledNext[currency], Math.subtractExact(after, before));
      cappedNext[currency] =
          Math.addExact(
              cappedNext[currency], Math.subtractExact(Math.max(0, after), Math.max(0, before)));
    }
    return new Evaluation(group, members, pooledNext, cappedNext);
  }

  private void commit(Evaluation evaluation) {
    int[] places = layout.commoditiesOfGroup(evaluation.group());
    for (int member = 0; member < places.length; member++) {
      afterOptions[places[member]] = evaluation.afterOptions()[member];
    }
    pooled = evaluation.pooled();
    capped = evaluation.capped();
    explained.remove(evaluation.group());
  }

  /** Lots held of a contract, signed. */
  public long lots(int contractIndex) {
    return lots.getOrDefault(contractIndex, 0L);
  }

  /** What the account holds. */
  public PortfolioPositions positions() {
    return PortfolioPositions.ofSorted(
        lots.keySet().stream().mapToInt(Integer::intValue).toArray(),
        lots.values().stream().mapToLong(Long::longValue).toArray());
  }

  /** Initial margin in a currency; zero where the account holds no position in it. */
  public Money initialMargin(CurrencyCode currency) {
    int place = currencies.indexOf(currency);
    if (place < 0) {
      return Money.zero(currency);
    }
    return new Money(
        currency,
        switch (engine.netOptionValueMethod()) {
          case POOLED -> Math.max(0, pooled[place]);
          case CAPPED -> capped[place];
        });
  }

  /**
   * The requirement with every part of it, as {@link MarginEngine#requirement} gives it: groups
   * that have not changed since the last time are not explained again.
   */
  public Requirement requirement() {
    List<CommodityRisk> risks = new ArrayList<>();
    for (int group : layout.groupsHeld(exposures)) {
      risks.addAll(
          explained.computeIfAbsent(group, g -> engine.risks(accountClass, g, exposures, arrays)));
    }
    return engine.requirement(accountClass, risks, arrays);
  }
}
