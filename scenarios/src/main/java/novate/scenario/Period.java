package novate.scenario;

import static novate.market.Checks.require;

import java.time.YearMonth;
import java.util.regex.Pattern;

/**
 * The contract period that spreads and tiers speak of: a month ({@code 2026-11}), a day of it
 * ({@code 2026-11-05}) or a week ({@code 2026-11-W1}). An option belongs to the period of its
 * underlying. Periods sort by time: a month before its days.
 */
public record Period(String code) implements Comparable<Period> {
  private static final Pattern CODE =
      Pattern.compile("\\d{4}-(0[1-9]|1[0-2])(-(\\d\\d|[A-Z]\\d))?");

  /** Refuses anything but the three spellings. */
  public Period {
    require(
        CODE.matcher(code).matches(),
        "period must be like 2026-11, 2026-11-05 or 2026-11-W1: '%s'",
        code);
  }

  /** The period of a delivery month. */
  public static Period of(YearMonth month) {
    return new Period(month.toString());
  }

  /** Below, at or above a bound of a range, as precisely as the bound is given. */
  int comparedToBound(Period bound) {
    boolean isFiner = code.length() > bound.code.length();
    return (isFiner ? code.substring(0, bound.code.length()) : code).compareTo(bound.code);
  }

  @Override
  public int compareTo(Period other) {
    return code.compareTo(other.code);
  }

  @Override
  public String toString() {
    return code;
  }
}
