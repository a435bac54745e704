package novate.margin.simulation;

import static novate.market.Checks.require;

import java.util.Map;
import java.util.Optional;
import novate.margin.scan.LossTable;
import novate.market.BusinessCalendar;
import novate.market.CalendarId;
import novate.market.Catalogue;
import novate.market.ContractId;
import novate.market.PriceSet;
import novate.scenario.ParameterSet;
import novate.scenario.SimulationParameters;
import org.jspecify.annotations.Nullable;

/**
 * What one long lot of every contract loses in every scenario of the simulation, by full
 * revaluation: built once per price set, shared by all accounts.
 *
 * <pre>
 * loss = (V(F, vol) - V(F', vol')) * size       F' = F * exp(move) (LOG)  or  F + move (ABSOLUTE)
 * </pre>
 *
 * <p>Minor units, a loss positive, rounded HALF_EVEN once, so that the losses of a portfolio are
 * exact integers. F' is floored at one settlement tick where the product allows no negative price,
 * vol' at the commodity's volatility floor. No time passes in a scenario. An expert jump moves F by
 * its fraction (LOG) or its price units (ABSOLUTE) and vol by its fraction.
 */
public final class SimulationTables {
  private final Catalogue catalogue;
  private final FactorScenarios scenarios;
  private final String priceSetId;
  private final LossTable losses;
  private final @Nullable String[] absences;

  SimulationTables(
      Catalogue catalogue,
      FactorScenarios scenarios,
      String priceSetId,
      LossTable losses,
      @Nullable String[] absences) {
    this.catalogue = catalogue;
    this.scenarios = scenarios;
    this.priceSetId = priceSetId;
    this.losses = losses;
    this.absences = absences;
  }

  /**
   * Revalues every contract of a simulated commodity that is active, not expired and priced.
   *
   * @param parameters of the scan: the volatility floors
   * @param simulation what is simulated and how
   * @throws IllegalArgumentException naming contract and scenario when a value is NaN, infinite or
   *     too large to be exact, or cannot be priced; naming the contract when logarithmic returns
   *     meet a price that is not positive
   */
  public static SimulationTables of(
      Catalogue catalogue,
      Map<CalendarId, BusinessCalendar> calendars,
      ParameterSet parameters,
      SimulationParameters simulation,
      FactorScenarios scenarios,
      PriceSet prices) {
    return new SimulationTableBuilder(
            catalogue, calendars, parameters, simulation, scenarios, prices)
        .build();
  }

  /** The price set they were built on. */
  public String priceSetId() {
    return priceSetId;
  }

  /** The scenarios of a row, in this order. */
  public FactorScenarios scenarios() {
    return scenarios;
  }

  /** Why a contract has no row; none when it has one. */
  public Optional<String> absence(int contractIndex) {
    return Optional.ofNullable(absences[contractIndex]);
  }

  /**
   * Does nothing when the contract has a row.
   *
   * @throws IllegalArgumentException naming the contract and the reason when it has none
   */
  public void requirePriced(int contractIndex) {
    require(
        contractIndex >= 0 && contractIndex < absences.length,
        "contract index %d is not below %d",
        contractIndex,
        absences.length);
    String absence = absences[contractIndex];
    if (absence != null) {
      throw new IllegalArgumentException(
          "contract %s cannot be simulated: %s"
              .formatted(catalogue.contract(contractIndex).id(), absence));
    }
  }

  /** What one long lot loses in a scenario, minor units; throws when the contract has no row. */
  public long loss(ContractId contract, int scenario) {
    int index = catalogue.index(contract);
    requirePriced(index);
    require(
        scenario >= 0 && scenario < scenarios.size(),
        "scenario %d is not below %d",
        scenario,
        scenarios.size());
    return losses.loss(index, scenario);
  }

  /** The same for the hot loops; rows of contracts that are not priced are meaningless. */
  LossTable losses() {
    return losses;
  }
}
