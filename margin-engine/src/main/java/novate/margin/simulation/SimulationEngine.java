package novate.margin.simulation;

import static novate.market.Checks.found;
import static novate.market.Checks.require;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import novate.margin.PortfolioPositions;
import novate.margin.scan.ScanKernel;
import novate.margin.simulation.SimulationScenario.Block;
import novate.market.BusinessCalendar;
import novate.market.CalendarId;
import novate.market.Catalogue;
import novate.market.CombinedCommodityId;
import novate.market.Contract;
import novate.market.CurrencyCode;
import novate.market.Lots;
import novate.market.MinorUnits;
import novate.market.Money;
import novate.market.PriceSet;
import novate.pricing.KernelPath;
import novate.scenario.AntiProcyclicality;
import novate.scenario.MarketRiskSet;
import novate.scenario.ParameterSet;
import novate.scenario.SimulationParameters;

/**
 * The simulated market risk of accounts on one price set. Immutable; threads may share it.
 *
 * <pre>
 * L(account, scenario) = sum over positions of  lots * loss of one long lot
 * order: ES * (1 + z * se)  ->  anti-procyclicality  ->  offset cap  ->  floor of expert jumps
 * </pre>
 *
 * <p>The scenarios are made of the history up to the date of the price set: nothing later is looked
 * at. The whole and its commodities are measured with the same scenario weights, so that the whole
 * is never above their sum.
 */
public final class SimulationEngine {
  private final Catalogue catalogue;
  private final SimulationParameters simulation;
  private final SimulationTables tables;
  private final FactorScenarios scenarios;
  private final SortedMap<CombinedCommodityId, Integer> notOwnByCommodity = new TreeMap<>();
  private final SortedMap<CombinedCommodityId, BigDecimal> bufferShares = new TreeMap<>();
  private final Map<Integer, ScenarioWeights> weightsByNotOwn = new HashMap<>();
  private final Map<CombinedCommodityId, MarketRiskSet> setByCommodity = new HashMap<>();
  private final Map<MarketRiskSet, CurrencyCode> currencyBySet = new HashMap<>();

  private SimulationEngine(
      Catalogue catalogue, SimulationParameters simulation, SimulationTables tables) {
    this.catalogue = catalogue;
    this.simulation = simulation;
    this.tables = tables;
    this.scenarios = tables.scenarios();
    int poolConstant = simulation.shortHistory().poolConstant();
    for (MarketRiskSet set : simulation.simulatedSets()) {
      oneCurrency(catalogue, set).ifPresent(currency -> currencyBySet.put(set, currency));
      for (CombinedCommodityId commodity : set.commodities()) {
        int notOwn = scenarios.notOwn(commodity);
        setByCommodity.put(commodity, set);
        notOwnByCommodity.put(commodity, notOwn);
        bufferShares.put(commodity, decimal(scenarios.bufferShare(commodity)));
        weightsByNotOwn.computeIfAbsent(
            notOwn, each -> ScenarioWeights.of(scenarios, each, poolConstant));
      }
    }
  }

  /**
   * Builds scenarios and revalues every contract in them, once per price set.
   *
   * @param parameters what is simulated and how, and the volatility floors of the scan
   * @param history levels of all factors; those after the price set's date are not used
   * @throws IllegalArgumentException as {@link FactorScenarios#of} and {@link SimulationTables#of};
   *     when the contracts of a set have different currencies, or the parameter set simulates
   *     nothing
   */
  public static SimulationEngine of(
      Catalogue catalogue,
      Map<CalendarId, BusinessCalendar> calendars,
      ParameterSet parameters,
      FactorHistory history,
      PriceSet prices) {
    SimulationParameters simulation =
        found(
            parameters.simulation().orElse(null),
            "parameter set %s simulates nothing",
            parameters.id());
    FactorScenarios scenarios = FactorScenarios.of(simulation, history.until(prices.date()));
    return new SimulationEngine(
        catalogue,
        simulation,
        SimulationTables.of(catalogue, calendars, parameters, simulation, scenarios, prices));
  }

  /** The currency of a set's contracts; none when it has no contract. */
  private static Optional<CurrencyCode> oneCurrency(Catalogue catalogue, MarketRiskSet set) {
    Set<CurrencyCode> currencies =
        catalogue.contracts().stream()
            .filter(contract -> set.commodities().contains(contract.commodity()))
            .map(contract -> contract.product().currency())
            .collect(Collectors.toCollection(TreeSet::new));
    require(
        currencies.size() <= 1,
        "market-risk set %s has contracts in %s: offsets count in one currency only",
        set.name(),
        currencies);
    return currencies.stream().findFirst();
  }

  /** The losses of one long lot and the scenarios they are for. */
  public SimulationTables tables() {
    return tables;
  }

  /** True when the market risk of a commodity is simulated, alone or against the scan. */
  public boolean isSimulated(CombinedCommodityId commodity) {
    return setByCommodity.containsKey(commodity);
  }

  /**
   * The simulated risk of an account, one for every set in which it holds a position, in the order
   * of the parameters. Positions in commodities of no simulated set are passed over: they are
   * scanned.
   *
   * @throws IllegalArgumentException when a simulated contract held has no row, naming it and the
   *     reason
   * @throws ArithmeticException when a sum does not fit a long
   */
  public List<SimulationRisk> risk(PortfolioPositions positions) {
    SortedMap<CombinedCommodityId, long[]> losses = losses(positions);
    List<SimulationRisk> risks = new ArrayList<>();
    for (MarketRiskSet set : simulation.simulatedSets()) {
      SortedMap<CombinedCommodityId, long[]> held = new TreeMap<>(losses);
      held.keySet().retainAll(set.commodities());
      if (!held.isEmpty()) {
        risks.add(risk(set, held));
      }
    }
    return risks;
  }

  /**
   * What every position of a set loses in one scenario; they sum to the loss of the set there.
   *
   * @param scenario id, for example of a {@link TailScenario}
   * @throws IllegalArgumentException as {@link #risk}, or when there is no such scenario
   */
  public List<SimulatedPositionLoss> explain(
      MarketRiskSet set, PortfolioPositions positions, int scenario) {
    List<SimulatedPositionLoss> explained = new ArrayList<>();
    for (int p = 0; p < positions.size(); p++) {
      Contract contract = catalogue.contract(positions.contractIndex()[p]);
      if (set.commodities().contains(contract.commodity())) {
        long perLot = tables.loss(contract.id(), scenario);
        long lots = positions.lots()[p];
        CurrencyCode currency = contract.product().currency();
        explained.add(
            new SimulatedPositionLoss(
                contract.id(),
                new Lots(lots),
                new Money(currency, perLot),
                new Money(currency, Math.multiplyExact(lots, perLot))));
      }
    }
    return explained;
  }

  /**
   * The move of a commodity's nearest factor in every filtered scenario: a log ratio or an absolute
   * change.
   *
   * @throws IllegalArgumentException when the commodity has no curve
   */
  public double[] moves(CombinedCommodityId commodity) {
    var curve = simulation.curve(commodity).pointByMonths();
    var nearest = found(curve.get(curve.firstKey()), "commodity %s has no factor", commodity);
    double[] moves = new double[filtered()];
    for (int s = 0; s < moves.length; s++) {
      moves[s] = scenarios.move(nearest, scenarios.from(Block.FILTERED) + s);
    }
    return moves;
  }

  /**
   * What the simulated positions in one currency lose together in every filtered scenario, minor
   * units.
   *
   * @throws IllegalArgumentException as {@link #risk}
   */
  public long[] losses(PortfolioPositions positions, CurrencyCode currency) {
    long[] sum = new long[filtered()];
    losses(positions)
        .forEach(
            (commodity, losses) -> {
              MarketRiskSet set = setByCommodity.get(commodity);
              if (currency.equals(currencyBySet.get(set))) {
                for (int s = 0; s < sum.length; s++) {
                  sum[s] = Math.addExact(sum[s], losses[scenarios.from(Block.FILTERED) + s]);
                }
              }
            });
    return sum;
  }

  private int filtered() {
    return scenarios.to(Block.FILTERED) - scenarios.from(Block.FILTERED);
  }

  /** Positions ascend by contract index, so those of one commodity mostly stand in one run. */
  private SortedMap<CombinedCommodityId, long[]> losses(PortfolioPositions positions) {
    SortedMap<CombinedCommodityId, long[]> losses = new TreeMap<>();
    int[] contractIndex = positions.contractIndex();
    int from = 0;
    while (from < positions.size()) {
      CombinedCommodityId commodity = commodity(contractIndex[from]);
      int to = from;
      while (to < positions.size() && commodity(contractIndex[to]).equals(commodity)) {
        if (isSimulated(commodity)) {
          tables.requirePriced(contractIndex[to]);
        }
        to++;
      }
      if (isSimulated(commodity)) {
        ScanKernel.scan(
            KernelPath.ofThisJvm(),
            contractIndex,
            positions.lots(),
            from,
            to,
            tables.losses(),
            losses.computeIfAbsent(commodity, _ -> new long[scenarios.size()]));
      }
      from = to;
    }
    return losses;
  }

  private CombinedCommodityId commodity(int contractIndex) {
    require(
        contractIndex < catalogue.size(),
        "contract index %d is not below %d",
        contractIndex,
        catalogue.size());
    return catalogue.contract(contractIndex).commodity();
  }

  private SimulationRisk risk(MarketRiskSet set, SortedMap<CombinedCommodityId, long[]> held) {
    ScenarioWeights weights = weights(held);
    double standardError =
        ParameterUncertainty.standardError(simulation.tailBasisPoints(), weights.effectiveCount());
    BigDecimal factor = decimal(1 + simulation.uncertaintyZ() * standardError);
    long[] wholeLosses = new long[scenarios.size()];
    SortedMap<CombinedCommodityId, SimulatedLoss> alone = new TreeMap<>();
    BigDecimal sum = BigDecimal.ZERO.setScale(TailRisk.DECIMALS);
    for (Map.Entry<CombinedCommodityId, long[]> each : held.entrySet()) {
      add(wholeLosses, each.getValue());
      SimulatedLoss loss = simulated(each.getValue(), weights, factor, bufferShare(each.getKey()));
      alone.put(each.getKey(), loss);
      sum = sum.add(loss.bound());
    }
    SimulatedLoss whole = simulated(wholeLosses, weights, factor, bufferShare(alone));
    BigDecimal capped = capped(whole.bound(), sum);
    Optional<WorstJump> worst = worstJump(wholeLosses);
    BigDecimal jumpFloor =
        rounded(
            BigDecimal.valueOf(simulation.jumpCoverFraction())
                .multiply(BigDecimal.valueOf(worst.map(WorstJump::loss).orElse(0L))));
    return new SimulationRisk(
        set,
        weights.ownCount(),
        weights.isPooled(),
        weights.effectiveCount(),
        standardError,
        factor,
        simulation.procyclicality().binding(),
        whole,
        alone,
        sum,
        capped,
        worst,
        jumpFloor,
        charged(set, capped.max(jumpFloor)));
  }

  private ScenarioWeights weights(SortedMap<CombinedCommodityId, long[]> held) {
    int notOwn = 0;
    for (CombinedCommodityId commodity : held.keySet()) {
      notOwn =
          Math.max(
              notOwn,
              found(notOwnByCommodity.get(commodity), "commodity %s is not simulated", commodity));
    }
    return found(weightsByNotOwn.get(notOwn), "no weights for %d proxy scenarios", notOwn);
  }

  private static void add(long[] sum, long[] losses) {
    for (int s = 0; s < sum.length; s++) {
      sum[s] = Math.addExact(sum[s], losses[s]);
    }
  }

  private BigDecimal bufferShare(CombinedCommodityId commodity) {
    return found(bufferShares.get(commodity), "commodity %s is not simulated", commodity);
  }

  /** Of the whole: the mean of its commodities' shares, each weighing what it may lose alone. */
  private BigDecimal bufferShare(SortedMap<CombinedCommodityId, SimulatedLoss> alone) {
    BigDecimal sum = BigDecimal.ZERO;
    BigDecimal weighted = BigDecimal.ZERO;
    for (SimulatedLoss loss : alone.values()) {
      sum = sum.add(loss.grossedUp());
      weighted = weighted.add(loss.grossedUp().multiply(loss.bufferShare()));
    }
    return sum.signum() == 0
        ? BigDecimal.ZERO.setScale(TailRisk.DECIMALS)
        : weighted.divide(sum, TailRisk.DECIMALS, RoundingMode.HALF_EVEN);
  }

  private SimulatedLoss simulated(
      long[] losses, ScenarioWeights weights, BigDecimal uncertainty, BigDecimal bufferShare) {
    AntiProcyclicality tools = simulation.procyclicality();
    TailRisk filtered = tail(losses, Block.FILTERED, Block.FILTERED_PROXY, weights);
    TailRisk longRun = tail(losses, Block.LONG_RUN, Block.LONG_RUN_PROXY, weights);
    TailRisk stressed =
        TailRisk.of(
            losses,
            scenarios.from(Block.STRESSED),
            scenarios.to(Block.STRESSED),
            simulation.tailBasisPoints());
    BigDecimal grossedUp = rounded(shortfall(filtered).multiply(uncertainty));
    BigDecimal buffer = BigDecimal.valueOf(tools.buffer()).multiply(bufferShare);
    BigDecimal buffered = rounded(grossedUp.multiply(BigDecimal.ONE.add(buffer)));
    BigDecimal stressedWeight = BigDecimal.valueOf(tools.stressedWeight());
    BigDecimal blended =
        rounded(
            grossedUp
                .multiply(BigDecimal.ONE.subtract(stressedWeight))
                .add(shortfall(stressed).multiply(stressedWeight)));
    BigDecimal floored = grossedUp.max(rounded(shortfall(longRun).multiply(uncertainty)));
    BigDecimal bound =
        switch (tools.binding()) {
          case BUFFER -> buffered;
          case STRESSED -> blended;
          case LONG_RUN_FLOOR -> floored;
        };
    return new SimulatedLoss(
        filtered, longRun, stressed, bufferShare, grossedUp, buffered, blended, floored, bound);
  }

  private TailRisk tail(long[] losses, Block own, Block proxy, ScenarioWeights weights) {
    return weights.isPooled()
        ? TailRisk.weighted(
            losses, scenarios.from(own), weights.byScenario(), simulation.tailBasisPoints())
        : TailRisk.of(losses, scenarios.from(own), scenarios.to(own), simulation.tailBasisPoints());
  }

  /** A tail that gains is no credit. */
  private static BigDecimal shortfall(TailRisk tail) {
    return tail.expectedShortfall().max(BigDecimal.ZERO);
  }

  /** {@code max(U, sumP - offsetShare * (sumP - U))}: only a share of the offset counts. */
  private BigDecimal capped(BigDecimal whole, BigDecimal sum) {
    BigDecimal offset = sum.subtract(whole);
    return whole.max(
        rounded(sum.subtract(BigDecimal.valueOf(simulation.offsetShare()).multiply(offset))));
  }

  private Optional<WorstJump> worstJump(long[] losses) {
    int worst = -1;
    for (int s = scenarios.from(Block.JUMP); s < scenarios.to(Block.JUMP); s++) {
      if (worst < 0 || losses[s] > losses[worst]) {
        worst = s;
      }
    }
    return worst < 0
        ? Optional.empty()
        : Optional.of(
            new WorstJump(worst, scenarios.scenarios().get(worst).label(), losses[worst]));
  }

  private Money charged(MarketRiskSet set, BigDecimal minorUnits) {
    return new Money(
        found(currencyBySet.get(set), "market-risk set %s has no contract", set.name()),
        MinorUnits.charge(minorUnits.max(BigDecimal.ZERO)));
  }

  private static BigDecimal decimal(double value) {
    return rounded(BigDecimal.valueOf(value));
  }

  private static BigDecimal rounded(BigDecimal value) {
    return value.setScale(TailRisk.DECIMALS, RoundingMode.HALF_EVEN);
  }
}
