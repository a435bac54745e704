package novate.validation;

import java.util.Optional;
import novate.scenario.Period;

/**
 * Which point of a commodity's curve a price is of: a contract period such as {@code 2026-12}, or
 * {@code SPOT} for the index itself.
 */
public record Tenor(String code) implements Comparable<Tenor> {
  private static final String SPOT_CODE = "SPOT";
  private static final int MONTH_LENGTH = "2026-12".length();

  /** The index itself. */
  public static final Tenor SPOT = new Tenor(SPOT_CODE);

  /** Refuses anything but SPOT and the spellings of {@link Period}. */
  public Tenor {
    if (!code.equals(SPOT_CODE)) {
      code = new Period(code).code();
    }
  }

  /** The tenor of a contract period. */
  public static Tenor of(Period period) {
    return new Tenor(period.code());
  }

  /** True for a delivery month, false for a day, a week or the index. */
  boolean isMonth() {
    return code.length() == MONTH_LENGTH;
  }

  /** The contract period; none for the index itself. */
  public Optional<Period> period() {
    return code.equals(SPOT_CODE) ? Optional.empty() : Optional.of(new Period(code));
  }

  @Override
  public int compareTo(Tenor other) {
    return code.compareTo(other.code);
  }

  @Override
  public String toString() {
    return code;
  }
}
