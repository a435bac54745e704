package novate.scenario;

import static novate.market.Checks.require;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * The least that short options of a combined commodity cost, however small the scan is.
 *
 * @param rates the first that contains an option's period applies
 */
public record ShortOptionMinimum(Method method, List<Rate> rates) {
  /** How short calls and short puts add up. */
  public enum Method {
    /** Calls and puts. */
    GROSS,
    /** The larger of calls and puts. */
    MAX
  }

  /**
   * The rate of some periods.
   *
   * @param rate currency per short option of delta scaling one; zero or more
   */
  public record Rate(PeriodRange periods, BigDecimal rate) {
    /** Checks the rate. */
    public Rate {
      SpreadNumbers.requireRate("short option minimum", rate);
    }
  }

  /** Keeps its own copy. */
  public ShortOptionMinimum {
    rates = List.copyOf(rates);
    require(!rates.isEmpty(), "a short option minimum needs a rate");
  }

  /** Currency per short option of a period, if the period has a rate. */
  public Optional<BigDecimal> rate(Period period) {
    return rates.stream().filter(r -> r.periods().contains(period)).map(Rate::rate).findFirst();
  }
}
