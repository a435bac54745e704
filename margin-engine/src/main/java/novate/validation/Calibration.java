package novate.validation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import novate.market.Catalogue;
import novate.market.CombinedCommodityId;
import novate.market.Contract;
import novate.market.Product;
import novate.scenario.CalendarSpread;
import novate.scenario.CommodityParameters;
import novate.scenario.InterCommoditySpread;
import novate.scenario.ParameterSet;
import novate.scenario.ScanRange;
import novate.scenario.ScanTier;
import novate.scenario.SpreadParameters;
import novate.scenario.SpreadPolicy;

/**
 * Proposes scan ranges, spread charges and credits from a price history at a confidence level.
 *
 * <p>Only numbers that the current set has are looked at; which spreads there are, their legs and
 * ratios, extreme moves and floors are for people to choose. The rules stand at {@link
 * ScanRangeCalibration} and {@link SpreadCalibration}; how well a quantile is known at {@link
 * TailQuantile}. The same inputs give the same bytes.
 *
 * <p>Worked example: 500 daily closes that move by 1 % up and down in turn, and by 7 % on 10 days:
 * the 99 % quantile of one-day moves is 0.07, with a buffer of 25 % a scan range of 0.0875.
 */
public final class Calibration {
  private final Catalogue catalogue;
  private final ParameterSet current;
  private final CalibrationPolicy policy;
  private final TenorHistory history;
  private final List<ProposedValue> values = new ArrayList<>();

  private Calibration(
      Catalogue catalogue, ParameterSet current, CalibrationPolicy policy, TenorHistory history) {
    this.catalogue = catalogue;
    this.current = current;
    this.policy = policy;
    this.history = history.last(policy.lookback());
  }

  /**
   * What the history says about a parameter set.
   *
   * @param catalogue says how many units a delta of each commodity stands for
   * @param current the set in force
   * @param id of the set that is proposed
   * @param history prices by commodity and tenor; of a commodity without any the numbers are kept
   * @throws IllegalArgumentException when a relative move is asked of a price that is not above
   *     zero
   */
  public static CalibrationProposal propose(
      Catalogue catalogue,
      ParameterSet current,
      String id,
      CalibrationPolicy policy,
      TenorHistory history) {
    return new Calibration(catalogue, current, policy, history).proposal(id);
  }

  private CalibrationProposal proposal(String id) {
    SortedMap<CombinedCommodityId, CommodityParameters> commodities = new TreeMap<>();
    ScanRangeCalibration ranges = new ScanRangeCalibration(policy, values);
    current
        .commodities()
        .forEach((commodity, parameters) -> commodities.put(commodity, scanned(commodity, ranges)));
    SpreadCalibration spreads = new SpreadCalibration(policy, history, products(), values);
    commodities.replaceAll((commodity, parameters) -> withCharges(commodity, parameters, spreads));
    ParameterSet proposed =
        new ParameterSet(
            id,
            commodities,
            current.ratios(),
            current.calls(),
            policyWithCredits(spreads),
            current.addOns(),
            current.simulation(),
            current.fees());
    return new CalibrationProposal(policy, values, proposed);
  }

  private CommodityParameters scanned(CombinedCommodityId commodity, ScanRangeCalibration ranges) {
    CommodityParameters parameters = current.commodity(commodity);
    String subject = commodity.value();
    List<PriceSeries> rest = new ArrayList<>(history.of(commodity));
    List<ScanTier> tiers = new ArrayList<>();
    for (ScanTier tier : parameters.scanTiers()) {
      List<PriceSeries> own =
          rest.stream()
              .filter(series -> series.tenor().period().map(tier.periods()::contains).orElse(false))
              .toList();
      rest.removeAll(own);
      String name = "scan_tiers[%s]".formatted(tiers.size());
      tiers.add(
          new ScanTier(
              tier.periods(),
              ranges.price(subject, name + ".price", tier.price(), own),
              ranges.volatility(subject, name + ".volatility", tier.volatility(), own)));
    }
    ScanRange price = ranges.price(subject, "price", parameters.price(), rest);
    ScanRange volatility = ranges.volatility(subject, "volatility", parameters.volatility(), rest);
    return parameters.withRanges(price, volatility, tiers);
  }

  private CommodityParameters withCharges(
      CombinedCommodityId commodity, CommodityParameters parameters, SpreadCalibration spreads) {
    SpreadParameters own = parameters.spreads();
    List<CalendarSpread> charged = new ArrayList<>();
    for (CalendarSpread spread : own.calendarSpreads()) {
      charged.add(spreads.calendar(commodity, parameters, spread, charged.size()));
    }
    return parameters.withSpreads(
        new SpreadParameters(
            own.deltaScaling(),
            own.tiers(),
            charged,
            own.spotMonths(),
            own.shortOptionMinimum(),
            own.weightedPriceRisk()));
  }

  private SpreadPolicy policyWithCredits(SpreadCalibration spreads) {
    SpreadPolicy own = current.spreads();
    List<InterCommoditySpread> credited = new ArrayList<>();
    for (InterCommoditySpread spread : own.interCommodity()) {
      credited.add(spreads.interCommodity(spread, current.commodities(), credited.size()));
    }
    return new SpreadPolicy(credited, own.scanBased(), own.netOptionValue(), own.fx());
  }

  /** The first product listed of each commodity: it says how many units a delta stands for. */
  private Map<CombinedCommodityId, Product> products() {
    Map<CombinedCommodityId, Product> products = new TreeMap<>();
    for (Contract contract : catalogue.contracts()) {
      products.putIfAbsent(contract.commodity(), contract.product());
    }
    return products;
  }
}
