package novate.margin.addon;

import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import novate.market.AccountId;
import novate.market.CombinedCommodityId;
import novate.scenario.AddOnParameters;
import novate.scenario.ManualAddOn;
import novate.scenario.WrongWayExposure;

/**
 * Everything that the add-ons of one account rest on.
 *
 * @param date the margin date
 * @param commodities exposures, one per combined commodity held
 * @param expiring positions whose final settlement price is being fixed
 * @param tails simulated losses beside factor returns, for the account's wrong-way factors
 * @param parameters by commodity; a commodity without any has no add-ons
 * @param wrongWay of all accounts; those of others are passed over
 * @param manual of all accounts; those of others and expired ones are passed over
 */
public record AddOnInputs(
    AccountId account,
    LocalDate date,
    List<MarketExposure> commodities,
    List<ExpiringExposure> expiring,
    List<TailScenarios> tails,
    SortedMap<CombinedCommodityId, AddOnParameters> parameters,
    List<WrongWayExposure> wrongWay,
    List<ManualAddOn> manual) {
  /** Keeps its own copies. */
  public AddOnInputs {
    commodities = List.copyOf(commodities);
    expiring = List.copyOf(expiring);
    tails = List.copyOf(tails);
    parameters = new TreeMap<>(parameters);
    wrongWay = List.copyOf(wrongWay);
    manual = List.copyOf(manual);
  }
}
