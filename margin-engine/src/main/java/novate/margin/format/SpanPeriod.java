package novate.margin.format;

import static novate.market.Checks.require;

import java.time.YearMonth;
import java.util.regex.Pattern;

/**
 * The contract period of a file: year and month, and where several contracts share a month a day
 * ({@code 20250912}) or week ({@code 202509W2}) code. Without the code, contracts of different
 * weeks would be taken for one.
 *
 * @param code {@code YYYYMM} or {@code YYYYMMxx}; empty for what has no period, such as a physical
 */
public record SpanPeriod(String code) implements Comparable<SpanPeriod> {
  private static final Pattern FORM = Pattern.compile("|[12][0-9]{3}(0[1-9]|1[0-2])([0-9A-Z]{2})?");
  private static final int MONTH_CHARS = 6;

  // Behind what its own check needs.
  /** No period. */
  public static final SpanPeriod NONE = new SpanPeriod("");

  /** Refuses what is no period; day code {@code 00} is none. */
  public SpanPeriod {
    if (code.length() == MONTH_CHARS + 2 && code.endsWith("00")) {
      code = code.substring(0, MONTH_CHARS);
    }
    require(FORM.matcher(code).matches(), "period must be YYYYMM or YYYYMMxx, got '%s'", code);
  }

  /** A period as it stands in a file, where blank and all zeros are none. */
  static SpanPeriod of(String month, String dayOrWeek) {
    boolean isNone = month.chars().allMatch(c -> c == '0' || c == ' ');
    return isNone ? NONE : new SpanPeriod(month + dayOrWeek.strip());
  }

  /** True when there is none. */
  public boolean isNone() {
    return code.isEmpty();
  }

  /**
   * Year and month.
   *
   * @throws IllegalArgumentException when there is no period
   */
  public YearMonth month() {
    require(!isNone(), "there is no period");
    return YearMonth.of(
        Integer.parseInt(code.substring(0, 4)), Integer.parseInt(code.substring(4, MONTH_CHARS)));
  }

  /** The day or week code; empty when there is none. */
  public String dayOrWeek() {
    return isNone() ? "" : code.substring(MONTH_CHARS);
  }

  @Override
  public int compareTo(SpanPeriod other) {
    return code.compareTo(other.code);
  }

  @Override
  public String toString() {
    return code;
  }
}
