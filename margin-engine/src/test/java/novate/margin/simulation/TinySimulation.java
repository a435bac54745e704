package novate.margin.simulation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import novate.margin.TinyMarket;
import novate.market.CombinedCommodityId;
import novate.market.FactorId;
import novate.scenario.AntiProcyclicality;
import novate.scenario.AntiProcyclicality.Tool;
import novate.scenario.ExpertJump;
import novate.scenario.FactorCurve;
import novate.scenario.MarketRiskSet;
import novate.scenario.ReturnKind;
import novate.scenario.ShortHistory;
import novate.scenario.SimulationParameters;
import novate.scenario.SimulationParameters.StressPeriod;
import novate.scenario.VolatilityUpdate;
import novate.scenario.VolatilityUpdate.Scaling;

/** Factors and parameters that these tests need; every part can be replaced. */
final class TinySimulation {
  static final LocalDate FIRST = LocalDate.of(2025, 1, 1);

  int tailBasisPoints = 100;
  int horizonDays = 1;
  boolean isAntithetic = false;
  double uncertaintyZ = 0;
  double offsetShare = 1;
  VolatilityUpdate volatility = new VolatilityUpdate(0.97, 60, Scaling.MID, 3, 0);
  StressPeriod stress = new StressPeriod(FIRST, TinyMarket.DATE);
  AntiProcyclicality procyclicality = new AntiProcyclicality(Tool.BUFFER, 0, 0, 10_000, 0.25);
  ShortHistory shortHistory = new ShortHistory(500, new TreeMap<>());
  final TreeMap<CombinedCommodityId, FactorCurve> curves = new TreeMap<>();
  double jumpCoverFraction = 0;
  final List<ExpertJump> jumps = new ArrayList<>();
  final List<MarketRiskSet> sets = new ArrayList<>();

  SimulationParameters parameters() {
    return new SimulationParameters(
        tailBasisPoints,
        horizonDays,
        isAntithetic,
        uncertaintyZ,
        offsetShare,
        volatility,
        stress,
        procyclicality,
        shortHistory,
        curves,
        jumpCoverFraction,
        jumps,
        sets);
  }

  /** A commodity moved by one factor of its own name. */
  TinySimulation curve(String commodity, ReturnKind kind) {
    return curve(commodity, kind, new FactorId(commodity));
  }

  TinySimulation curve(String commodity, ReturnKind kind, FactorId factor) {
    curves.put(
        new CombinedCommodityId(commodity),
        new FactorCurve(kind, new TreeMap<>(Map.of(3, factor)), Optional.empty()));
    return this;
  }

  TinySimulation set(String name, MarketRiskSet.Policy policy, String... commodities) {
    TreeSet<CombinedCommodityId> ids = new TreeSet<>();
    for (String commodity : commodities) {
      ids.add(new CombinedCommodityId(commodity));
    }
    sets.add(new MarketRiskSet(name, policy, ids));
    return this;
  }

  TinySimulation jump(String name, String commodity, double price, double volatilityMove) {
    jumps.add(
        new ExpertJump(
            name,
            new TreeMap<>(
                Map.of(
                    new CombinedCommodityId(commodity),
                    new ExpertJump.Move(price, volatilityMove)))));
    return this;
  }

  TinySimulation proxy(String young, String old, double beta) {
    TreeMap<FactorId, ShortHistory.Proxy> proxies = new TreeMap<>(shortHistory.proxies());
    proxies.put(new FactorId(young), new ShortHistory.Proxy(new FactorId(old), beta));
    shortHistory = new ShortHistory(500, proxies);
    return this;
  }

  /** Levels of one factor on successive days, the last one on {@link TinyMarket#DATE}. */
  static List<FactorLevel> levels(String factor, double... levels) {
    List<FactorLevel> rows = new ArrayList<>();
    for (int i = 0; i < levels.length; i++) {
      rows.add(
          new FactorLevel(
              new FactorId(factor), TinyMarket.DATE.minusDays(levels.length - 1L - i), levels[i]));
    }
    return rows;
  }

  /** Seeded levels around 100 with 3 % a day, doubled in the middle third. */
  static List<FactorLevel> randomLevels(String factor, int count, SplittableRandom random) {
    double[] levels = new double[count];
    double log = Math.log(100);
    for (int i = 0; i < count; i++) {
      levels[i] = Math.exp(log);
      boolean isWild = i > count / 3 && i < 2 * count / 3;
      log += random.nextGaussian() * (isWild ? 0.06 : 0.03);
    }
    return levels(factor, levels);
  }

  @SafeVarargs
  static FactorHistory history(List<FactorLevel>... factors) {
    List<FactorLevel> levels = new ArrayList<>();
    for (List<FactorLevel> factor : factors) {
      levels.addAll(factor);
    }
    return FactorHistory.of(levels);
  }
}
