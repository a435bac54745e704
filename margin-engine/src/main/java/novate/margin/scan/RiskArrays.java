package novate.margin.scan;

import static novate.market.Checks.require;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import novate.market.BusinessCalendar;
import novate.market.CalendarId;
import novate.market.Catalogue;
import novate.market.ContractId;
import novate.market.PriceSet;
import novate.pricing.KernelPath;
import novate.scenario.ParameterSet;
import novate.scenario.ScenarioSet;
import org.jspecify.annotations.Nullable;

/**
 * What one long lot of every contract loses in every scenario: one risk array per contract, shared
 * by all accounts.
 *
 * <pre>
 * a[i] = w_i * ( V(S, vol, t) - V(S + m_i * PSR, vol shifted by n_i * VSR, t - lookahead) ) * size
 * </pre>
 *
 * <p>Minor units, a loss positive, rounded HALF_EVEN once; so the scenario losses of a portfolio
 * are exact integers. The moved price is floored at one settlement tick where the product allows no
 * negative price, the moved volatility at its parameter. An averaging future answers to the forward
 * of the rest of its month with its open weight.
 *
 * <p>A contract has expired when its last day has come and the cut is not before its expiry
 * instant; so on that day an intraday cycle still finds its array.
 *
 * <p>Worked example: the gold future of CME, 100 ounces, scan range 160.00 USD, extreme move 3 with
 * cover fraction 0.33: 16,000 USD in scenario 13 and 3 * 160 * 100 * 0.33 = 15,840 USD in 16.
 *
 * @see <a href="http://www.cme.com/clearing/rmspan/span/components.html">CME, Components of
 *     SPAN</a>
 */
public final class RiskArrays {
  /** Positions from which on vectors are worth it. */
  private static final int VECTOR_RUN = 64;

  private final Catalogue catalogue;
  private final ScenarioSet scenarios;
  private final String priceSetId;
  private final long[] values;
  private final int[] deltas;
  private final long[] optionValues;
  private final double[] scanRanges;
  private final @Nullable String[] absences;
  private final LossTable losses;

  RiskArrays(
      Catalogue catalogue,
      ScenarioSet scenarios,
      String priceSetId,
      long[] values,
      int[] deltas,
      long[] optionValues,
      double[] scanRanges,
      @Nullable String[] absences) {
    this.catalogue = catalogue;
    this.scenarios = scenarios;
    this.priceSetId = priceSetId;
    this.values = values;
    this.deltas = deltas;
    this.optionValues = optionValues;
    this.scanRanges = scanRanges;
    this.absences = absences;
    this.losses =
        LossTable.of(
            absences.length,
            scenarios.size(),
            (contractIndex, row) ->
                System.arraycopy(values, contractIndex * row.length, row, 0, row.length));
  }

  /**
   * Builds the arrays of every contract that is active, not expired and priced.
   *
   * @throws IllegalArgumentException naming contract and scenario when a value is NaN, infinite or
   *     too large to be exact; naming the contract when its option cannot be priced, its forward is
   *     not positive where it must be, or its commodity has no parameters
   */
  public static RiskArrays of(
      Catalogue catalogue,
      Map<CalendarId, BusinessCalendar> calendars,
      ParameterSet parameters,
      ScenarioSet scenarios,
      PriceSet prices) {
    return new RiskArrayBuilder(catalogue, calendars, parameters, scenarios, prices).build();
  }

  /**
   * Arrays that another house has made and published, contract by contract of a catalogue.
   *
   * @param id what stands for the price set
   * @param values minor units per long lot, a loss positive, {@code contractIndex * scenarioCount +
   *     s}; the array is kept, not copied
   * @param deltas composite delta by contract, ten-thousandths, before delta scaling
   * @param optionValues minor units that a long lot of a premium-style option is worth; else zero
   * @param scanRanges price scan range by contract, minor units per lot
   * @param absences why a contract has no array, by contract; null where it has one
   */
  public static RiskArrays published(
      Catalogue catalogue,
      ScenarioSet scenarios,
      String id,
      long[] values,
      int[] deltas,
      long[] optionValues,
      double[] scanRanges,
      @Nullable String[] absences) {
    int contracts = catalogue.size();
    require(
        values.length == contracts * scenarios.size()
            && deltas.length == contracts
            && optionValues.length == contracts
            && scanRanges.length == contracts
            && absences.length == contracts,
        "published arrays %s must be for %d contracts and %d scenarios",
        id,
        contracts,
        scenarios.size());
    return new RiskArrays(
        catalogue, scenarios, id, values, deltas, optionValues, scanRanges, absences);
  }

  /** The price set they were built on. */
  public String priceSetId() {
    return priceSetId;
  }

  /** Scenarios per array, in this order. */
  public ScenarioSet scenarios() {
    return scenarios;
  }

  /** Contracts the arrays are for: rows, priced or not. */
  public int contractCount() {
    return absences.length;
  }

  /** False for a contract that is inactive, expired or not priced. */
  public boolean isPriced(int contractIndex) {
    return absences[contractIndex] == null;
  }

  /** Why a contract has no array; none when it has one. */
  public Optional<String> absence(int contractIndex) {
    return Optional.ofNullable(absences[contractIndex]);
  }

  /**
   * Does nothing when the contract has an array.
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
          "contract %s has no risk array: %s"
              .formatted(catalogue.contract(contractIndex).id(), absence));
    }
  }

  /**
   * A copy of a contract's array: minor units per long lot, a loss positive.
   *
   * @throws IllegalArgumentException when it has none
   */
  public long[] array(ContractId contract) {
    int index = catalogue.index(contract);
    requirePriced(index);
    int first = index * scenarios.size();
    return Arrays.copyOfRange(values, first, first + scenarios.size());
  }

  /**
   * The composite delta of a long lot, in lots of the underlying at 4 decimals.
   *
   * <pre>sum_k c_k * delta(S + m_k * PSR, t - lookahead),  m = -1 .. 1 in thirds,
   * c = .037 .111 .217 .270 .217 .111 .037;   of a future: its open weight</pre>
   *
   * @throws IllegalArgumentException when the contract has no array
   */
  public BigDecimal compositeDelta(ContractId contract) {
    int index = catalogue.index(contract);
    requirePriced(index);
    return Deltas.decimal(deltas[index]);
  }

  /**
   * The flat values, {@code contractIndex * scenarioCount + s}: minor units per long lot, a loss
   * positive. Shared, not copied: callers must not write. Rows of contracts that are not priced are
   * meaningless; ask {@link #requirePriced} first.
   */
  public long[] values() {
    return values;
  }

  /**
   * The same values laid out for {@link ScanKernel} and {@link HouseScan}. Rows of contracts that
   * are not priced are meaningless; ask {@link #requirePriced} first.
   */
  public LossTable losses() {
    return losses;
  }

  /**
   * Adds a run of positions to the scenario losses of their portfolio: {@link ScanKernel}, on the
   * path of this JVM where the run is long. A short one gains nothing from vectors, and a process
   * that margins one account and ends would wait for them: they are slow until compiled.
   *
   * @param losses in and out, minor units; one per scenario
   * @throws ArithmeticException if a loss does not fit a long; {@code losses} is then undefined
   */
  public void addLosses(int[] contractIndex, long[] lots, int from, int to, long[] losses) {
    KernelPath path = to - from < VECTOR_RUN ? KernelPath.PLAIN : KernelPath.ofThisJvm();
    ScanKernel.scan(path, contractIndex, lots, from, to, this.losses, losses);
  }

  /**
   * Adds the losses of some lots of one contract to those of their portfolio.
   *
   * @throws ArithmeticException when a sum does not fit a long
   */
  void addLosses(int contractIndex, long lots, long[] losses) {
    int first = contractIndex * losses.length;
    for (int s = 0; s < losses.length; s++) {
      losses[s] = Math.addExact(losses[s], Math.multiplyExact(lots, values[first + s]));
    }
  }

  /** Composite delta of a long lot in ten-thousandths, before delta scaling. */
  int delta(int contractIndex) {
    return deltas[contractIndex];
  }

  /** Minor units that a long lot of a premium-style option is worth at its mark; else zero. */
  long optionValue(int contractIndex) {
    return optionValues[contractIndex];
  }

  /** PSR * size of a contract, the larger of up and down, in minor units per lot. */
  public double scanRange(int contractIndex) {
    return scanRanges[contractIndex];
  }
}
