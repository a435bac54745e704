package novate.scenario;

import static novate.market.Checks.require;

import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import novate.market.CombinedCommodityId;

/**
 * What is charged besides market risk: rate ladders and add-ons of a parameter set. A commodity
 * that is not named has none.
 *
 * @param ladders rate ladder by combined commodity
 * @param addOns add-ons by combined commodity
 * @param wrongWay accounts whose owners are exposed to their own factor, in the order of the file
 * @param manual amounts that two people require of accounts, in the order of the file
 */
public record AddOnPolicy(
    SortedMap<CombinedCommodityId, RateLadderParameters> ladders,
    SortedMap<CombinedCommodityId, AddOnParameters> addOns,
    List<WrongWayExposure> wrongWay,
    List<ManualAddOn> manual) {
  /** Nothing besides market risk. */
  public static final AddOnPolicy NONE =
      new AddOnPolicy(new TreeMap<>(), new TreeMap<>(), List.of(), List.of());

  /** Keeps its own copies; an account is exposed to a factor once. */
  public AddOnPolicy {
    ladders = new TreeMap<>(ladders);
    addOns = new TreeMap<>(addOns);
    wrongWay = List.copyOf(wrongWay);
    manual = List.copyOf(manual);
    for (WrongWayExposure one : wrongWay) {
      require(
          wrongWay.stream()
                  .filter(
                      other ->
                          other.account().equals(one.account())
                              && other.factor().equals(one.factor()))
                  .count()
              == 1,
          "account %s is exposed to %s twice",
          one.account(),
          one.factor());
    }
  }

  /** Every commodity named is in the set. */
  void requireKnown(Set<CombinedCommodityId> commodities) {
    ladders.keySet().forEach(commodity -> requireKnown("rate ladder", commodity, commodities));
    addOns.keySet().forEach(commodity -> requireKnown("add-on", commodity, commodities));
    wrongWay.forEach(exposure -> requireKnown("wrong-way", exposure.factor(), commodities));
  }

  private static void requireKnown(
      String what, CombinedCommodityId commodity, Set<CombinedCommodityId> commodities) {
    require(
        commodities.contains(commodity),
        "%s names commodity %s, which the set has not",
        what,
        commodity);
  }
}
