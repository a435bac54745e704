package novate.scenario;

import static novate.market.Checks.found;
import static novate.market.Checks.require;

import java.time.LocalDate;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import novate.market.CombinedCommodityId;

/**
 * How market risk is simulated from history, as data.
 *
 * @param tailBasisPoints the tail that expected shortfall averages: 100 is 1 %; 1 to 4,999
 * @param horizonDays h: a scenario is the sum of so many one-day returns; 1 or more
 * @param isAntithetic true when every scenario also counts the other way round
 * @param uncertaintyZ z: expected shortfall is multiplied by {@code 1 + z * se}; zero or more
 * @param offsetShare share of the offset between commodities that counts; 0 to 1; 0.8
 * @param volatility how old returns are brought to today's volatility
 * @param stress the stress period
 * @param procyclicality the tools against falling too far in calm markets
 * @param shortHistory what stands in for missing history
 * @param curves the factors of each combined commodity
 * @param jumpCoverFraction share of the worst expert jump that market risk covers; 0 to 1
 * @param jumps expert jumps, in this order
 * @param sets which commodities are measured together and how
 */
public record SimulationParameters(
    int tailBasisPoints,
    int horizonDays,
    boolean isAntithetic,
    double uncertaintyZ,
    double offsetShare,
    VolatilityUpdate volatility,
    StressPeriod stress,
    AntiProcyclicality procyclicality,
    ShortHistory shortHistory,
    SortedMap<CombinedCommodityId, FactorCurve> curves,
    double jumpCoverFraction,
    List<ExpertJump> jumps,
    List<MarketRiskSet> sets) {
  /** The dates of a stress period, both inclusive. */
  public record StressPeriod(LocalDate from, LocalDate to) {
    /** It does not end before it begins. */
    public StressPeriod {
      require(!to.isBefore(from), "stress period ends %s, before it begins %s", to, from);
    }

    /** True for a date inside it. */
    public boolean contains(LocalDate date) {
      return !date.isBefore(from) && !date.isAfter(to);
    }
  }

  private static final int HORIZON_DAYS_MAX = 30;

  /** Checks the ranges; every simulated commodity has a curve and stands in one set. */
  public SimulationParameters {
    require(
        tailBasisPoints >= 1 && tailBasisPoints < 5_000,
        "tail must be 1 to 4999 basis points, got %d",
        tailBasisPoints);
    require(
        horizonDays >= 1 && horizonDays <= HORIZON_DAYS_MAX,
        "horizon must be 1 to %d days, got %d",
        HORIZON_DAYS_MAX,
        horizonDays);
    require(
        Double.isFinite(uncertaintyZ) && uncertaintyZ >= 0,
        "z of parameter uncertainty must be finite and not negative, got %s",
        uncertaintyZ);
    requireShare("offset share", offsetShare);
    requireShare("cover fraction of jumps", jumpCoverFraction);
    curves = Collections.unmodifiableSortedMap(new TreeMap<>(curves));
    jumps = List.copyOf(jumps);
    sets = List.copyOf(sets);
    Set<String> names = new HashSet<>();
    for (ExpertJump jump : jumps) {
      require(names.add(jump.name()), "jump %s stands twice", jump.name());
    }
    requireDisjoint(sets, curves);
  }

  private static void requireShare(String what, double share) {
    require(share >= 0 && share <= 1, "%s must be between 0 and 1, got %s", what, share);
  }

  private static void requireDisjoint(
      List<MarketRiskSet> sets, SortedMap<CombinedCommodityId, FactorCurve> curves) {
    Set<String> names = new HashSet<>();
    Set<CombinedCommodityId> placed = new HashSet<>();
    for (MarketRiskSet set : sets) {
      require(names.add(set.name()), "market-risk set %s stands twice", set.name());
      for (CombinedCommodityId commodity : set.commodities()) {
        require(placed.add(commodity), "commodity %s stands in two market-risk sets", commodity);
        require(
            set.policy() == MarketRiskSet.Policy.SCAN || curves.containsKey(commodity),
            "commodity %s of market-risk set %s has no factor curve",
            commodity,
            set.name());
      }
    }
  }

  /** Every commodity that is placed in a set or jumps must be one of these. */
  void requireKnown(Set<CombinedCommodityId> known) {
    for (MarketRiskSet set : sets) {
      for (CombinedCommodityId commodity : set.commodities()) {
        require(
            known.contains(commodity),
            "market-risk set %s holds the unknown commodity %s",
            set.name(),
            commodity);
      }
    }
    for (ExpertJump jump : jumps) {
      for (CombinedCommodityId commodity : jump.moves().keySet()) {
        require(
            known.contains(commodity),
            "jump %s moves the unknown commodity %s",
            jump.name(),
            commodity);
      }
    }
  }

  /**
   * No risk is lost where the simulation takes the place of the scan: what is scanned inside
   * another commodity is simulated with it, and a rate ladder stays in force.
   */
  void requireWhole(List<ScanBasedCredit> credits, Set<CombinedCommodityId> ladders) {
    for (ScanBasedCredit credit : credits) {
      for (ScanBasedCredit.Leg leg : credit.legs()) {
        require(
            simulatedSet(leg.commodity()).equals(simulatedSet(credit.target())),
            "commodity %s is scanned inside %s, so both must be simulated together or not at all",
            leg.commodity(),
            credit.target());
      }
    }
    for (MarketRiskSet set : sets) {
      for (CombinedCommodityId commodity : set.commodities()) {
        require(
            set.policy() != MarketRiskSet.Policy.SIMULATION || !ladders.contains(commodity),
            "commodity %s has a rate ladder, which the simulation of market-risk set %s would"
                + " replace; its policy must be LARGER or SCAN",
            commodity,
            set.name());
      }
    }
  }

  private Optional<MarketRiskSet> simulatedSet(CombinedCommodityId commodity) {
    return simulatedSets().stream()
        .filter(set -> set.commodities().contains(commodity))
        .findFirst();
  }

  /** The curve of a commodity; throws when it has none. */
  public FactorCurve curve(CombinedCommodityId commodity) {
    return found(curves.get(commodity), "commodity %s has no factor curve", commodity);
  }

  /** The sets that are simulated, in order. */
  public List<MarketRiskSet> simulatedSets() {
    return sets.stream().filter(set -> set.policy() != MarketRiskSet.Policy.SCAN).toList();
  }
}
