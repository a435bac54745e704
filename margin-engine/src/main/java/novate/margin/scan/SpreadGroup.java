package novate.margin.scan;

import static novate.market.Checks.require;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import novate.market.CombinedCommodityId;
import novate.scenario.InterCommoditySpread;
import novate.scenario.ScanBasedCredit;
import novate.scenario.SpreadPolicy;

/**
 * Commodities that spreads or scan-based credits link, directly or through others, and how: what
 * happens in one group changes nothing in another, so a group can be evaluated alone. A spread that
 * needs a commodity without a listed contract can never be formed and is left out.
 *
 * @param places of the commodities in the layout, ascending; a <em>member</em> is a place in here
 * @param credits scan-based credits in the order they are formed
 * @param spreads inter-commodity spreads in the order they are formed, super-spreads first
 */
record SpreadGroup(int[] places, List<Credit> credits, List<Spread> spreads) {

  /** A scan-based credit. */
  record Credit(ScanBasedCredit terms, int target, List<CreditLeg> legs) {}

  /** A commodity that joins the target. */
  record CreditLeg(ScanBasedCredit.Leg terms, int member) {}

  /** An inter-commodity spread. */
  record Spread(InterCommoditySpread terms, List<Leg> legs) {}

  /**
   * One commodity of a spread.
   *
   * @param periods places of the periods that the leg draws on, ascending
   * @param ratio ten-thousandths of a delta per spread
   * @param side +1 for side A, -1 for side B
   * @param creditPerSpread ratio times credit rate: deltas whose price risk a spread gives back
   */
  record Leg(
      InterCommoditySpread.Leg terms,
      int member,
      int[] periods,
      long ratio,
      int side,
      BigDecimal creditPerSpread) {}

  /**
   * All groups, by their first commodity; a commodity without links is a group of its own.
   *
   * @throws IllegalArgumentException when a scan-based credit joins commodities of different
   *     currencies, or would scan a listed commodity inside one that has no listed contract
   */
  static List<SpreadGroup> all(List<CommodityPlan> plans, SpreadPolicy policy) {
    return new Linking(plans, policy).groups();
  }

  /** Finds the groups; used once. */
  private static final class Linking {
    private final List<CommodityPlan> plans;
    private final SpreadPolicy policy;
    private final SortedMap<CombinedCommodityId, Integer> placeById = new TreeMap<>();

    /** By place, the lowest place known to be linked with it. */
    private final int[] root;

    Linking(List<CommodityPlan> plans, SpreadPolicy policy) {
      this.plans = plans;
      this.policy = policy;
      plans.forEach(plan -> placeById.put(plan.id(), plan.place()));
      this.root = new int[plans.size()];
      Arrays.setAll(root, place -> place);
    }

    List<SpreadGroup> groups() {
      List<InterCommoditySpread> spreads =
          policy.interCommodity().stream()
              .filter(spread -> spread.legs().stream().allMatch(leg -> isListed(leg.commodity())))
              .toList();
      List<ScanBasedCredit> credits = policy.scanBased().stream().filter(this::canForm).toList();
      spreads.forEach(
          spread -> link(spread.legs().stream().map(InterCommoditySpread.Leg::commodity).toList()));
      for (ScanBasedCredit credit : credits) {
        requireOneCurrency(credit);
        List<CombinedCommodityId> linked = new ArrayList<>(List.of(credit.target()));
        listedLegs(credit).forEach(leg -> linked.add(leg.commodity()));
        link(linked);
      }
      List<SpreadGroup> groups = new ArrayList<>();
      for (int place = 0; place < root.length; place++) {
        if (root(place) == place) {
          groups.add(group(place, credits, spreads));
        }
      }
      return List.copyOf(groups);
    }

    private SpreadGroup group(
        int first, List<ScanBasedCredit> credits, List<InterCommoditySpread> spreads) {
      int[] places =
          plans.stream().mapToInt(CommodityPlan::place).filter(p -> root(p) == first).toArray();
      return new SpreadGroup(
          places,
          credits.stream()
              .filter(credit -> root(place(credit.target())) == first)
              .map(credit -> credit(credit, places))
              .toList(),
          spreads.stream()
              .filter(spread -> root(place(spread.legs().getFirst().commodity())) == first)
              .map(spread -> spread(spread, places))
              .toList());
    }

    private Credit credit(ScanBasedCredit credit, int[] places) {
      return new Credit(
          credit,
          member(credit.target(), places),
          listedLegs(credit).stream()
              .map(leg -> new CreditLeg(leg, member(leg.commodity(), places)))
              .toList());
    }

    private Spread spread(InterCommoditySpread spread, int[] places) {
      return new Spread(
          spread,
          spread.legs().stream()
              .map(
                  leg ->
                      new Leg(
                          leg,
                          member(leg.commodity(), places),
                          plans.get(place(leg.commodity())).places(leg.tier()),
                          Deltas.ofDecimal(leg.ratio()),
                          Deltas.sign(leg.side()),
                          leg.ratio().multiply(leg.creditRate())))
              .toList());
    }

    /** False for a credit that waits for a commodity that cannot be held. */
    private boolean canForm(ScanBasedCredit credit) {
      boolean isComplete =
          credit.legs().stream().allMatch(leg -> !leg.isRequired() || isListed(leg.commodity()));
      if (!isComplete || listedLegs(credit).isEmpty()) {
        return false;
      }
      require(
          isListed(credit.target()) || credit.isTargetRequired(),
          "scan-based credit %d joins %s to commodity %s, which has no listed contract",
          credit.priority(),
          listedLegs(credit),
          credit.target());
      return isListed(credit.target());
    }

    private void requireOneCurrency(ScanBasedCredit credit) {
      CommodityPlan target = plans.get(place(credit.target()));
      for (ScanBasedCredit.Leg leg : listedLegs(credit)) {
        CommodityPlan plan = plans.get(place(leg.commodity()));
        require(
            plan.currency().equals(target.currency()),
            "scan-based credit %d joins commodity %s in %s to %s in %s",
            credit.priority(),
            plan.id(),
            plan.currency(),
            target.id(),
            target.currency());
      }
    }

    private List<ScanBasedCredit.Leg> listedLegs(ScanBasedCredit credit) {
      return credit.legs().stream().filter(leg -> isListed(leg.commodity())).toList();
    }

    private boolean isListed(CombinedCommodityId commodity) {
      return placeById.containsKey(commodity);
    }

    private int place(CombinedCommodityId commodity) {
      return Optional.ofNullable(placeById.get(commodity)).orElseThrow();
    }

    private int member(CombinedCommodityId commodity, int[] places) {
      return Arrays.binarySearch(places, place(commodity));
    }

    private void link(List<CombinedCommodityId> commodities) {
      for (CombinedCommodityId commodity : commodities) {
        int one = root(place(commodities.getFirst()));
        int other = root(place(commodity));
        root[Math.max(one, other)] = Math.min(one, other);
      }
    }

    private int root(int place) {
      int found = place;
      while (root[found] != found) {
        found = root[found];
      }
      return found;
    }
  }
}
