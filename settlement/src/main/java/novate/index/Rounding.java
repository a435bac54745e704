package novate.index;

import static novate.market.Checks.require;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;

/**
 * Rounds the value once.
 *
 * @param decimals digits after the point, 0 to 18
 */
public record Rounding(int decimals, RoundingMode mode) implements Step {
  /** Refuses digits outside 0 to 18 and a mode that cannot round. */
  public Rounding {
    require(decimals >= 0 && decimals <= 18, "decimals must be 0 to 18, got %d", decimals);
    require(mode != RoundingMode.UNNECESSARY, "rounding mode UNNECESSARY cannot round");
  }

  BigDecimal round(BigDecimal value) {
    return value.setScale(decimals, mode);
  }

  @Override
  public Phase phase() {
    return Phase.ROUNDING;
  }

  @Override
  public String name() {
    return "rounding";
  }

  @Override
  public Map<String, Object> fields() {
    return CanonicalYaml.fields("decimals", decimals, "mode", mode.name().toLowerCase(Locale.ROOT));
  }
}
