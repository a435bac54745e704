package novate.scenario;

import static novate.market.Checks.found;
import static novate.market.Checks.require;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import novate.market.CombinedCommodityId;

/**
 * What holds between the combined commodities of a parameter set, and between its currencies.
 *
 * @param interCommodity in the order they are formed: super-spreads first
 * @param scanBased in the order they are formed
 * @param fx how currencies become one; none when they stay apart
 */
public record SpreadPolicy(
    List<InterCommoditySpread> interCommodity,
    List<ScanBasedCredit> scanBased,
    NetOptionValueMethod netOptionValue,
    Optional<FxPolicy> fx) {
  /** No spreads, pooled option value, currencies apart. */
  public static final SpreadPolicy NONE =
      new SpreadPolicy(List.of(), List.of(), NetOptionValueMethod.POOLED, Optional.empty());

  /** Puts the spreads in order and refuses a commodity that would be scanned in two places. */
  public SpreadPolicy {
    // Stable sorts: spreads of one priority stay in the order of the file.
    interCommodity =
        interCommodity.stream()
            .sorted(
                Comparator.comparing((InterCommoditySpread spread) -> !spread.isSuper())
                    .thenComparing(InterCommoditySpread::priority))
            .toList();
    scanBased = scanBased.stream().sorted(Comparator.comparing(ScanBasedCredit::priority)).toList();
    List<CombinedCommodityId> joining = new ArrayList<>();
    for (ScanBasedCredit credit : scanBased) {
      for (ScanBasedCredit.Leg leg : credit.legs()) {
        require(
            !joining.contains(leg.commodity()),
            "commodity %s joins two scan-based credits",
            leg.commodity());
        joining.add(leg.commodity());
      }
    }
    for (ScanBasedCredit credit : scanBased) {
      require(
          !joining.contains(credit.target()),
          "commodity %s is the target of one scan-based credit and a leg of another",
          credit.target());
    }
  }

  /** Every commodity and tier that a spread names is in the set. */
  void requireKnown(Map<CombinedCommodityId, CommodityParameters> commodities) {
    for (InterCommoditySpread spread : interCommodity) {
      for (InterCommoditySpread.Leg leg : spread.legs()) {
        CommodityParameters parameters = known(leg.commodity(), commodities);
        leg.tier().ifPresent(parameters.spreads()::periods);
      }
    }
    for (ScanBasedCredit credit : scanBased) {
      known(credit.target(), commodities);
      credit.legs().forEach(leg -> known(leg.commodity(), commodities));
    }
  }

  private static CommodityParameters known(
      CombinedCommodityId commodity, Map<CombinedCommodityId, CommodityParameters> commodities) {
    return found(
        commodities.get(commodity),
        "a spread names commodity %s, which the set has not",
        commodity);
  }
}
